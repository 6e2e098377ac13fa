"use strict";
/* Search on the static site: loads pieces of the index as scripts, so that it works from disk too. */
(function () {
  const folder = document.currentScript ? new URL("../search/", document.currentScript.src).href : "";
  const WORD = /[\p{L}\p{M}\p{N}]+/gu;
  const RAISED = /[⁰¹²³⁴-⁹₀-₉]/g;
  const PAIRS = [["ch", "c"], ["sh", "s"], ["zh", "z"], ["dj", "d"]];
  const PAGE = 20;
  let index = null;
  const waiting = new Map(), loaded = new Map();

  window.recensionSearch = function (name, data) {
    loaded.set(name, data);
    if (waiting.has(name)) waiting.get(name)();
  };

  function load(name) {
    if (loaded.has(name)) return Promise.resolve(loaded.get(name));
    return new Promise(function (done, failed) {
      waiting.set(name, function () { done(loaded.get(name)); });
      const script = document.createElement("script");
      script.src = folder + name + ".js";
      script.onerror = failed;
      document.head.append(script);
    });
  }

  function fold(word) {
    let folded = "";
    for (const letter of word.slice(0, 40)) {
      if (letter < "\u0080") folded += letter;
      else if (letter in index.folds) folded += index.folds[letter];
      else folded += letter.normalize("NFD").replace(/[^a-z0-9]/gi, "");
    }
    folded = folded.toLowerCase();
    for (const [pair, letter] of PAIRS) folded = folded.split(pair).join(letter);
    return folded;
  }

  function tokens(text) {
    const found = [];
    for (const match of text.replace(RAISED, " ").matchAll(WORD)) {
      found.push({ at: match.index, end: match.index + match[0].length, word: fold(match[0]) });
    }
    return found.filter(function (token) { return token.word; });
  }

  /* A query is a list of terms; a term is a list of words that follow each other. */
  function parsed(query) {
    const terms = [];
    for (const match of query.matchAll(/["“„«]([^"”“»]+)["”“»]?|(\S+)/g)) {
      const words = [];
      for (const part of (match[1] || match[2]).matchAll(/([\p{L}\p{M}\p{N}]+)(\*?)/gu)) {
        const word = fold(part[1]);
        if (word) words.push({ word: word, prefix: part[2] === "*" });
      }
      if (words.length) terms.push(words);
    }
    return terms;
  }

  function piecesFor(wanted) {
    const pieces = [];
    for (let i = 0; i < index.words.length; i++) {
      const first = index.words[i], next = index.words[i + 1];
      const after = next === undefined || next > wanted.word;
      const before = first <= wanted.word || (wanted.prefix && first.startsWith(wanted.word));
      if (before && after) pieces.push("w" + i);
    }
    return pieces;
  }

  function numbers(said) {
    const units = [], goesOn = index.digits.length - index.last;
    let unit = -1, number = 0, weight = 1;
    for (const digit of said) {
      const value = index.digits.indexOf(digit);
      if (value < index.last) {
        unit += number + value * weight;
        units.push(unit);
        number = 0; weight = 1;
      } else {
        number += (value - index.last) * weight;
        weight *= goesOn;
      }
    }
    return units;
  }

  async function unitsOf(wanted) {
    const units = new Set();
    for (const name of piecesFor(wanted)) {
      const rows = (await load(name)).split(" ");
      let before = "";
      for (const row of rows) {
        if (!row) continue;
        const cut = row.indexOf("!", 1);
        const word = before.slice(0, index.digits.indexOf(row[0])) + row.slice(1, cut);
        before = word;
        if (word === wanted.word || (wanted.prefix && word.startsWith(wanted.word))) {
          if (row[cut + 1] === "*") return null;
          for (const unit of numbers(row.slice(cut + 1))) units.add(unit);
        }
      }
    }
    return units;
  }

  async function candidates(terms) {
    let kept = null;
    for (const term of terms) for (const wanted of term) {
      const units = await unitsOf(wanted);
      if (units === null) continue;
      kept = kept === null ? units : new Set([...kept].filter(function (u) { return units.has(u); }));
    }
    if (kept === null) return Array.from({ length: index.units }, function (_, i) { return i; });
    return [...kept].sort(function (a, b) { return a - b; });
  }

  function fits(token, wanted) {
    return wanted.prefix ? token.word.startsWith(wanted.word) : token.word === wanted.word;
  }

  function found(text, term) {
    const all = tokens(text), hits = [];
    for (let i = 0; i + term.length <= all.length; i++) {
      if (term.every(function (wanted, j) { return fits(all[i + j], wanted); })) {
        hits.push([all[i].at, all[i + term.length - 1].end]);
      }
    }
    return hits;
  }

  async function textOf(unit) {
    let piece = index.texts.length - 1;
    while (index.texts[piece] > unit) piece--;
    return (await load("t" + piece))[unit - index.texts[piece]];
  }

  function leafOf(unit) {
    let at = 0;
    for (const leaf of index.leaves) {
      if (unit < at + leaf[3]) return leaf;
      at += leaf[3];
    }
  }

  /* The hits of a unit: its paragraphs in which a term stands, if all terms stand in the unit. */
  async function hitsIn(unit, terms) {
    const rows = (await textOf(unit)).map(function (row) {
      return { anchor: row[0], text: row[1], hits: terms.map(function (t) { return found(row[1], t); }) };
    });
    const whole = terms.every(function (_, i) { return rows.some(function (row) { return row.hits[i].length; }); });
    if (!whole) return [];
    return rows.filter(function (row) { return row.hits.some(function (h) { return h.length; }); })
      .map(function (row) { return { leaf: leafOf(unit), anchor: row.anchor, text: row.text, hits: row.hits.flat().sort(function (a, b) { return a[0] - b[0]; }) }; });
  }

  function shown(hit) {
    const item = document.createElement("li");
    const link = document.createElement("a"), title = document.createElement("bdi");
    title.textContent = hit.leaf[1];
    link.append(title);
    const words = [...new Set(hit.hits.map(function (h) { return hit.text.slice(h[0], h[1]); }))].slice(0, 8);
    link.href = "../" + hit.leaf[0] + "?find=" + words.map(encodeURIComponent).join("|") + "#" + hit.anchor;
    const about = document.createElement("span");
    about.className = "small";
    about.textContent = hit.leaf[2] ? " · " + hit.leaf[2] : "";
    const head = document.createElement("p"), body = document.createElement("p");
    head.append(link, about);
    body.className = "context";
    const from = Math.max(0, hit.hits[0][0] - 110), until = Math.min(hit.text.length, hit.hits[0][1] + 190);
    let at = from;
    if (from) body.append("… ");
    for (const span of hit.hits) {
      if (span[0] < at || span[1] > until) continue;
      const mark = document.createElement("mark");
      mark.textContent = hit.text.slice(span[0], span[1]);
      body.append(hit.text.slice(at, span[0]), mark);
      at = span[1];
    }
    body.append(hit.text.slice(at, until), until < hit.text.length ? " …" : "");
    item.append(head, body);
    return item;
  }

  async function start() {
    const field = document.getElementById("q"), list = document.getElementById("hits");
    const count = document.getElementById("count"), more = document.getElementById("more");
    let turn = 0;
    index = await load("index");

    async function search(query) {
      const mine = ++turn, terms = parsed(query);
      list.replaceChildren();
      more.hidden = true;
      if (!terms.length) { count.textContent = query.trim() ? "Type a word." : ""; return; }
      count.textContent = "Searching …";
      const units = await candidates(terms);
      let at = 0, total = 0;
      async function page() {
        let fresh = 0;
        while (at < units.length && fresh < PAGE) {
          const hits = await hitsIn(units[at++], terms);
          if (mine !== turn) return;
          for (const hit of hits) list.append(shown(hit));
          fresh += hits.length;
        }
        total += fresh;
        more.hidden = at >= units.length;
        count.textContent = total === 0 ? "Not found in this edition. (A damaged passage may hide a word.)"
          : at < units.length ? "The first " + total + " places" : total === 1 ? "1 place" : total + " places";
      }
      more.onclick = page;
      await page();
    }

    const asked = new URLSearchParams(location.search).get("q") || "";
    field.value = asked;
    if (asked) search(asked);
    document.getElementById("find").addEventListener("submit", function (event) {
      event.preventDefault();
      try { history.replaceState(null, "", "?q=" + encodeURIComponent(field.value)); } catch (e) { /* from disk some browsers refuse */ }
      search(field.value);
    });
    let later = 0;
    field.addEventListener("input", function () {
      clearTimeout(later);
      later = setTimeout(function () { if (field.value.trim().length > 2) search(field.value); }, 250);
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
