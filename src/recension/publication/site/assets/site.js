"use strict";
/* What scripts add to pages that read without them: notes and reasons open at their place, a dark
   page, lines as in the copy, and the words that a search found. */
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

  /* --- lines as in the copy --- */
  function lines() {
    const button = document.getElementById("as-lines");
    if (!button) return;
    button.parentElement.hidden = false;
    const show = function (on) {
      document.body.classList.toggle("as-lines", on);
      button.setAttribute("aria-pressed", String(on));
      stored("recension-lines", on ? "1" : "");
      margins();
    };
    button.addEventListener("click", function () { show(button.getAttribute("aria-pressed") !== "true"); });
    if (stored("recension-lines")) show(true);
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

  function show(link, target) {
    if (open && open.link === link) { close(true); return; }
    close(false);
    const panel = document.createElement("aside");
    panel.className = "panel";
    panel.id = "panel";
    panel.tabIndex = -1;
    panel.setAttribute("aria-label", link.getAttribute("aria-label") || "Note");
    const body = target.querySelector(".body").cloneNode(true);
    for (const part of [body, ...body.querySelectorAll("[id]")]) part.removeAttribute("id");
    const shut = document.createElement("button");
    shut.type = "button";
    shut.textContent = "Close";
    shut.addEventListener("click", function () { close(true); });
    panel.append(body, shut);
    const block = link.closest(".body, p, h1, .head") || link;
    block.after(panel);
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", "panel");
    open = { link: link, panel: panel };
    panel.focus({ preventScroll: true });
    const box = panel.getBoundingClientRect();
    if (box.bottom > innerHeight) panel.scrollIntoView({ block: "nearest" });
  }

  function places() {
    document.addEventListener("click", function (event) {
      const link = event.target.closest("a.call, a.why");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = document.getElementById(link.hash.slice(1));
      if (!target || !target.querySelector(".body")) return;
      event.preventDefault();
      if (target.classList.contains("beside") && root.contains(target)) { focusNote(target); return; }
      show(link, target);
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
    const wide = WIDE.matches && !window.matchMedia("print").matches;
    text.classList.toggle("margined", wide);
    let free = 0;
    const top = text.getBoundingClientRect().top;
    const placed = [];
    for (const note of notes) {
      const up = note.querySelector("a.up");
      const call = up && document.getElementById(decodeURIComponent(up.hash.slice(1)));
      const beside = wide && call && !call.closest(".notes");
      note.classList.toggle("beside", Boolean(beside));
      if (beside) placed.push({ note: note, at: call.getBoundingClientRect().top - top });
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

  /* --- the words that a search found --- */
  function found() {
    const words = (new URLSearchParams(location.search).get("find") || "").split("|").filter(Boolean);
    const target = words.length && location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) marked(node, words);
    const first = target.querySelector("mark.hit");
    if (first) first.scrollIntoView({ block: "center" });
  }

  function marked(node, words) {
    for (;;) {
      let at = -1, word = "";
      for (const wanted of words) {
        const here = node.data.indexOf(wanted);
        if (here >= 0 && (at < 0 || here < at)) { at = here; word = wanted; }
      }
      if (at < 0) return;
      const hit = node.splitText(at), rest = hit.splitText(word.length);
      const mark = document.createElement("mark");
      mark.className = "hit";
      hit.replaceWith(mark);
      mark.append(hit);
      node = rest;
    }
  }

  function start() {
    themes();
    lines();
    editorsMarks();
    places();
    margins();
    found();
    let later = 0;
    addEventListener("resize", function () { clearTimeout(later); later = setTimeout(margins, 120); });
    addEventListener("load", margins);
    addEventListener("beforeprint", function () { const text = document.querySelector(".margined"); if (text) text.classList.remove("margined"); });
    addEventListener("afterprint", margins);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
