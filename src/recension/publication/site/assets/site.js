"use strict";
/* What scripts add to pages that read without them: notes and reasons open at their place, a dark
   page, three ways to read, and the words that a search found. */
(function () {
  const root = document.documentElement;
  const WIDE = window.matchMedia("(min-width: 75rem)");

  function stored(name, value) {
    try {
      if (value === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, value);
    } catch (e) { /* a browser may forbid it: then the choice holds for this page */ }
    return null;
  }

  /* --- light and dark --- */
  const chosen = stored("recension-theme");
  if (chosen) root.dataset.theme = chosen;

  function themes() {
    const button = document.getElementById("theme");
    const dark = function () {
      return (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    };
    const label = function () { button.textContent = dark() ? "Light" : "Dark"; };
    button.hidden = false;
    label();
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      stored("recension-theme", root.dataset.theme);
      label();
    });
  }

  /* --- as the copy has it, as the editor reads it, or the words alone --- */
  function views() {
    const tools = document.querySelector(".tools");
    if (!tools) return;
    tools.hidden = false;
    const buttons = [...tools.querySelectorAll("[data-view]")];
    const show = function (view) {
      for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.view === view));
      document.body.classList.toggle("as-copy", view === "copy");
      document.body.classList.toggle("clean", view === "clean");
      const marks = document.getElementById("editors-marks");
      if (marks) marks.hidden = view === "clean";
      close(false);
      margins();
    };
    for (const one of buttons) {
      one.addEventListener("click", function () { show(one.dataset.view); stored("recension-view", one.dataset.view); });
    }
    const chosenView = stored("recension-view");
    if (buttons.some(function (one) { return one.dataset.view === chosenView; })) show(chosenView);
  }

  /* --- editors' marks: tinted, or stilled; their words stay, as a sentence may need them --- */
  function editorsMarks() {
    const button = document.getElementById("editors-marks");
    if (!button) return;
    const show = function (on) {
      document.body.classList.toggle("stilled", !on);
      button.setAttribute("aria-pressed", String(on));
      stored("recension-stilled", on ? "" : "1");
    };
    button.addEventListener("click", function () { show(button.getAttribute("aria-pressed") !== "true"); });
    if (stored("recension-stilled")) show(false);
  }

  /* --- notes and reasons at their place --- */
  let open = null;

  function close(back) {
    if (!open) return;
    const link = open.link;
    open.panel.remove();
    link.setAttribute("aria-expanded", "false");
    open = null;
    if (back) link.focus();
  }

  function show(link, given) {
    if (open && open.link === link) { close(true); return; }
    close(false);
    const panel = document.createElement("aside");
    panel.className = "panel";
    panel.id = "panel";
    panel.tabIndex = -1;
    panel.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent.trim() || "Note");
    const body = given.cloneNode(true);
    for (const part of [body, ...body.querySelectorAll("[id]")]) part.removeAttribute("id");
    const shut = document.createElement("button");
    shut.type = "button";
    shut.textContent = "Close";
    shut.addEventListener("click", function () { close(true); });
    panel.append(body, shut);
    const block = link.closest(".body, .said, p, h1, .head, dd") || link;
    block.after(panel);
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", "panel");
    open = { link: link, panel: panel };
    panel.focus({ preventScroll: true });
    const box = panel.getBoundingClientRect();
    if (box.bottom > innerHeight) panel.scrollIntoView({ block: "nearest" });
  }

  /* What is known of a name, a reference or a date: from the list below the text, or its title. */
  function known(link) {
    if (link.matches(".person")) {
      const row = document.getElementById("who-" + link.pathname.split("/").pop().replace(".html", ""));
      return row && row.querySelector(".body");
    }
    const words = { reference: "All that is cited from there", date: "What else is dated then" };
    const kind = Object.keys(words).find(function (name) { return link.classList.contains(name); });
    if (!kind || !link.title) return null;
    const body = document.createElement("div"), said = document.createElement("p");
    const more = document.createElement("p"), on = document.createElement("a");
    body.className = "body";
    said.textContent = link.title;
    on.href = link.href;
    on.textContent = words[kind];
    more.append(on);
    body.append(said, more);
    return body;
  }

  const OPENS = "a.call, a.why, .document a.person, .document a.reference, .document a.date";

  function places() {
    document.addEventListener("click", function (event) {
      const link = event.target.closest(OPENS);
      if (!link || link.closest(".panel, .known") || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.matches(".call, .why")) {
        const target = document.getElementById(link.hash.slice(1));
        if (!target || !target.querySelector(".body")) return;
        event.preventDefault();
        if (target.classList.contains("beside") && root.contains(target)) focusNote(target);
        else show(link, target.querySelector(".body"));
        return;
      }
      const body = known(link);
      if (!body) return;
      event.preventDefault();
      show(link, body);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") close(true);
    });
    for (const link of document.querySelectorAll("a.call, a.why")) link.setAttribute("aria-expanded", "false");
  }

  function focusNote(note) {
    for (const other of document.querySelectorAll(".beside.chosen")) other.classList.remove("chosen");
    note.classList.add("chosen", "whole");
    margins();
    note.focus();
  }

  /* --- notes in the margin of a wide screen, each beside its call --- */
  function margins() {
    const text = document.querySelector("article.document");
    const notes = [...document.querySelectorAll(".notes > ol > li")];
    if (!text || !notes.length) return;
    const wide = WIDE.matches && !document.body.classList.contains("clean") && !window.matchMedia("print").matches;
    text.classList.toggle("margined", wide);
    let free = 0;
    const top = text.getBoundingClientRect().top;
    const placed = [];
    for (const note of notes) {
      const up = note.querySelector("a.up");
      const call = up && document.getElementById(decodeURIComponent(up.hash.slice(1)));
      const beside = wide && call && !call.closest(".notes");
      note.classList.toggle("beside", Boolean(beside));
      if (beside) placed.push({ note: note, at: laidOut(call).getBoundingClientRect().top - top });
      else note.style.top = "";
    }
    placed.sort(function (a, b) { return a.at - b.at; });
    for (const row of placed) {
      const at = Math.max(row.at, free);
      row.note.style.top = at + "px";
      const body = row.note.querySelector(".body");
      row.note.classList.toggle("long", body.scrollHeight > body.clientHeight + 4 || row.note.classList.contains("whole"));
      free = at + row.note.offsetHeight + 10;
    }
    text.style.minHeight = placed.length ? free + "px" : "";
    const rest = notes.some(function (note) { return !note.classList.contains("beside"); });
    document.querySelector(".notes").classList.toggle("emptied", wide && !rest && !document.querySelector(".missing"));
  }

  /* In a very long text a paragraph far from the screen stands for the calls in it: to ask where
     they are would lay all of it out. */
  function laidOut(call) {
    const block = call.closest(".long > p");
    return block && block.checkVisibility && !block.firstChild.checkVisibility({ contentVisibilityAuto: true }) ? block : call;
  }

  /* --- the words that a search found --- */
  function found() {
    if (!/[?&]find=[^&]/.test(location.search)) return;
    const script = document.createElement("script");
    script.src = new URL("hits.js", document.querySelector("script[src$='assets/site.js']").src).href;
    document.head.append(script);
  }

  /* --- a selected passage: its address, its quotation, its annotation --- */
  let passage = null;

  function placeOf(node, at) {
    const block = (node.nodeType === 1 ? node : node.parentElement).closest(".text p[id^=p], [data-start]");
    if (!block) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, at);
    const start = Number(block.dataset.start || block.id.slice(1));
    return { block: block, offset: start + lengthOf(before.cloneContents()) };
  }

  /* Characters of the copy: what is hidden and what cannot be shown count too. */
  function lengthOf(part) {
    const newline = Number((document.querySelector("article.document").dataset.newline) || 1);
    let length = 0;
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === 3) length += [...node.data].length + (newline - 1) * (node.data.split("\n").length - 1);
      else if (node.dataset.code) length += 1;
      else if (node.dataset.words) length += [...node.dataset.words.replace(/\\\\|\\u[0-9A-F]{4}|\\r/g, "x")].length;
    }
    return newline ? length : NaN;
  }

  function selected() {
    const text = document.querySelector("article.document .text"), now = getSelection();
    const old = document.getElementById("passage");
    if (old && old.contains(document.activeElement)) return;
    if (old) old.remove();
    passage = null;
    if (!text || !now.rangeCount || now.isCollapsed) return;
    const range = now.getRangeAt(0), words = now.toString().trim();
    if (!words || !text.contains(range.commonAncestorContainer)) return;
    const first = placeOf(range.startContainer, range.startOffset), last = placeOf(range.endContainer, range.endOffset);
    if (!first || !last) return;
    passage = { words: words, first: first, last: last };
    const bar = document.createElement("div");
    bar.id = "passage";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "The selected passage");
    const said = document.createElement("output");
    for (const [name, made] of [["Copy its address", addressOf], ["Copy the quotation", quotationOf], ["Copy as annotation", annotationOf]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", function () { copied(made(), said); });
      bar.append(button);
    }
    bar.append(said);
    document.body.append(bar);
  }

  function addressOf() {
    const piece = function (words) { return encodeURIComponent(words.replace(/\s+/g, " ").trim()).replace(/-/g, "%2D"); };
    const words = passage.words.split(/\s+/);
    const quote = words.length > 10 ? piece(words.slice(0, 5).join(" ")) + "," + piece(words.slice(-5).join(" ")) : piece(passage.words);
    return location.href.split("#")[0].split("?")[0] + "#" + passage.first.block.id + ":~:text=" + quote;
  }

  function quotationOf() {
    const cited = document.querySelector(".cite dd");
    return "“" + passage.words.replace(/\s+/g, " ") + "” " + (cited ? cited.textContent.trim() : document.title) + " " + location.href.split("#")[0] + "#" + passage.first.block.id;
  }

  /* The names of the vocabularies are put together here: nothing is fetched from there. */
  function annotationOf() {
    const data = document.querySelector("article.document").dataset;
    const quote = { type: "TextQuoteSelector", exact: passage.words };
    const place = { type: "TextPositionSelector", start: passage.first.offset, end: passage.last.offset };
    const selector = isNaN(place.start) || isNaN(place.end) ? [quote] : [place, quote];
    return JSON.stringify({
      "@context": ["http:/" + "/www.w3.org/ns/anno.jsonld", { sha256: "https:/" + "/schema.org/sha256" }],
      type: "Annotation", motivation: "highlighting",
      target: { type: "SpecificResource", source: { id: location.href.split("#")[0], type: "Text", name: data.copy, sha256: data.sha256 }, selector: selector },
    }, null, 1);
  }

  function copied(words, said) {
    const done = function () { said.textContent = "Copied"; };
    const byHand = function () {
      const area = document.createElement("textarea");
      area.value = words;
      area.setAttribute("aria-label", "To be copied");
      said.replaceChildren(area);
      area.select();
      try { if (document.execCommand("copy")) { area.remove(); done(); } } catch (e) { /* it stands there to be copied by hand */ }
    };
    if (navigator.clipboard) navigator.clipboard.writeText(words).then(done, byHand);
    else byHand();
  }

  function start() {
    themes();
    views();
    editorsMarks();
    places();
    margins();
    found();
    let later = 0, soon = 0;
    document.addEventListener("selectionchange", function () { clearTimeout(soon); soon = setTimeout(selected, 250); });
    addEventListener("resize", function () { clearTimeout(later); later = setTimeout(margins, 120); });
    addEventListener("load", margins);
    for (const block of document.querySelectorAll(".long > p")) block.addEventListener("contentvisibilityautostatechange", function () { clearTimeout(later); later = setTimeout(margins, 120); });
    addEventListener("beforeprint", function () { const text = document.querySelector(".margined"); if (text) text.classList.remove("margined"); });
    addEventListener("afterprint", margins);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
