// Language, title, one h1, headings in order, names of what can be used, contrast of the text.
() => {
  const wrong = [];
  if (document.documentElement.lang !== "en") wrong.push("no language");
  if (!document.title.trim()) wrong.push("no title");
  if (document.querySelectorAll("main").length !== 1) wrong.push("main");
  const levels = [...document.querySelectorAll("h1,h2,h3,h4")].map(h => Number(h.tagName[1]));
  if (levels.filter(n => n === 1).length !== 1) wrong.push("h1: " + levels);
  levels.forEach((n, i) => { if (i && n > levels[i - 1] + 1) wrong.push("heading skipped: " + levels); });
  const name = e => (e.getAttribute("aria-label") || e.textContent || "").trim();
  for (const e of document.querySelectorAll("a[href], button")) if (!name(e)) wrong.push("no name: " + e.outerHTML);
  for (const e of document.querySelectorAll("input")) if (!e.labels.length) wrong.push("no label: " + e.outerHTML);
  for (const e of document.querySelectorAll("img, svg")) if (!e.getAttribute("alt") && !e.getAttribute("aria-label")) wrong.push("no alt");
  const light = c => {
    const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const numbers = c => (c.match(/[\d.]+/g) || []).map(Number);
  const paper = e => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor, n = numbers(c);
      if (c.startsWith("rgb(") || n[3] === 1) return n.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (!text || e.closest("noscript, script")) continue;
    const [a, b] = [light(numbers(getComputedStyle(e).color).slice(0, 3)), light(paper(e))];
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < 4.5) wrong.push(contrast.toFixed(2) + ": " + text.slice(0, 40));
  }
  return wrong;
}
