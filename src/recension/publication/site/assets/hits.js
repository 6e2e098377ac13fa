"use strict";
/* Marks what a search found in the page that it led to (?find=word|other word|begin*), all of it,
   and leads from one place to the next. site.js loads this where a page is opened by a search. */
(function () {
  const JOINT = "(?:[-‐\\u00ad\\ufffd][ \\t]*(?:\\r\\n?|\\n)[ \\t]*|\\u00ad|[\\[\\]])?", HAN = /[\u3040-\u30ff\u3400-\u9fff]/;
  const LETTER = "[\\p{L}\\p{M}\\p{Nd}]", MOST = 40, PLACES = 3000;
  const BLOCK = "p, li, h1, h2, h3, h4, td, th, dd, blockquote, pre, aside, section, article", APART = ".call, .up, .pilcrow, button, summary";

  /* One pattern for all words: whole ones, over line ends and editors' brackets, case forgotten. */
  function pattern(words) {
    const said = words.map(function (word) {
      const open = word.length > 1 && word.endsWith("*");
      const letters = [...(open ? word.slice(0, -1) : word).trim()];
      const inside = letters.map(function (letter, i) {
        if (/\s/.test(letter)) return /\s/.test(letters[i - 1]) ? "" : "\\s+";
        const safe = letter.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
        return i + 1 < letters.length && /[\p{L}\p{M}]/u.test(letter) && /[\p{L}\p{M}]/u.test(letters[i + 1]) ? safe + JOINT : safe;
      }).join("");
      if (HAN.test(word)) return inside;
      return "(?<!" + LETTER + ")" + inside + (open ? LETTER + "*" : "(?!" + LETTER + ")");
    });
    return new RegExp(said.join("|"), "giu");
  }

  /* The text nodes of each paragraph; what is no word of the copy is a space between words. */
  function blocks() {
    const found = new Map();
    for (const part of document.querySelectorAll("article h1, article .text, article .notes")) {
      if (part.parentElement.closest(".text, .notes")) continue;
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode, block = node.parentElement.closest(BLOCK);
        if (!found.has(block)) found.set(block, []);
        found.get(block).push(node);
      }
    }
    return found.values();
  }

  function wrapped(node, from, until) {
    const hit = from ? node.splitText(from) : node;
    if (until - from < hit.data.length) hit.splitText(until - from);
    const mark = document.createElement("mark");
    mark.className = "hit";
    hit.replaceWith(mark);
    mark.append(hit);
    return mark;
  }

  /* Marks what a pattern finds in one paragraph; gives each place as its list of marks. */
  function marked(nodes, wanted) {
    let text = "";
    const starts = nodes.map(function (node) {
      const start = text.length;
      text += node.parentElement.closest(APART) ? " ".repeat(node.data.length) : node.data;
      return start;
    });
    const places = [];
    for (const match of [...text.matchAll(wanted)].reverse()) {
      const from = match.index, until = from + match[0].length, marks = [];
      for (let i = nodes.length - 1; match[0] && i >= 0; i--) {
        const first = Math.max(from - starts[i], 0), last = Math.min(until - starts[i], nodes[i].data.length);
        if (first < last && !nodes[i].parentElement.closest(APART)) marks.unshift(wrapped(nodes[i], first, last));
      }
      if (marks.length) places.unshift(marks);
    }
    return places;
  }

  function made(name, about, ...inside) {
    const element = document.createElement(name);
    Object.assign(element, about);
    element.append(...inside);
    return element;
  }

  /* Brings a mark into view, again while paragraphs above it still find their height. */
  function seen(mark, tries) {
    const box = mark.getBoundingClientRect();
    if (tries < 6 && box.top > innerHeight / 5 && box.bottom < innerHeight * 4 / 5) return;
    mark.scrollIntoView({ block: "center" });
    if (tries) setTimeout(function () { if (mark.classList.contains("now")) seen(mark, tries - 1); }, 80);
  }

  /* How many places there are, and buttons that lead from one to the next. */
  function bar(places, at) {
    const said = made("span", { className: "said" }), status = made("span", { className: "unseen" });
    status.setAttribute("role", "status");
    function go(to, spoken) {
      for (const mark of places[at]) mark.classList.remove("now");
      at = (to + places.length) % places.length;
      for (const mark of places[at]) mark.classList.add("now");
      seen(places[at][0], 6);
      said.textContent = places.length === 1 ? "1 place marked" : "Place " + (at + 1) + " of " + places.length;
      if (spoken) status.textContent = said.textContent + ": " + places[at][0].closest(BLOCK).textContent.trim().slice(0, 160);
    }
    const element = made("div", { className: "found" }, said, status);
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", "What the search found here");
    if (places.length > 1) {
      element.append(made("button", { type: "button", textContent: "Previous", onclick: function () { go(at - 1, true); } }),
        made("button", { type: "button", textContent: "Next", onclick: function () { go(at + 1, true); } }));
    }
    element.append(made("button", { type: "button", textContent: "Unmark", onclick: function () {
      for (const marks of places) for (const mark of marks) mark.replaceWith(...mark.childNodes);
      element.remove();
    } }));
    document.getElementById("main").append(element);
    go(at, false);
  }

  const words = (new URLSearchParams(location.search).get("find") || "").split("|").filter(Boolean).slice(0, MOST);
  if (!words.length) return;
  const style = document.createElement("link"), wanted = pattern(words);
  style.rel = "stylesheet";
  style.href = new URL("search.css", document.currentScript.src).href;
  document.head.append(style);
  const places = [];
  for (const nodes of blocks()) if (places.length < PLACES) places.push(...marked(nodes, wanted));
  if (!places.length) return;
  const target = document.querySelector(":target");
  const first = target ? places.findIndex(function (marks) { return target.contains(marks[0]); }) : 0;
  style.onload = function () { bar(places, Math.max(0, first)); };
  style.onerror = style.onload;
})();
