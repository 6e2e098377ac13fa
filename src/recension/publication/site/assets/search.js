"use strict";
/* Search on the static site: loads pieces of the index as scripts, so that it works from disk too.
   What the pieces hold is said in recension/publication/site/search_index.py. */
(function () {
  const folder = document.currentScript ? new URL("../search/", document.currentScript.src).href : "";
  const RAISED = /[⁰¹²³⁴-⁹₀-₉]/g;
  const JOINT = "(?:[-‐\\u00ad\\ufffd][ \\t]*(?:\\r\\n?|\\n)[ \\t]*|\\u00ad|[\\[\\]])";
  const JOINTS = new RegExp(JOINT), HAN = /[\u3040-\u30ff\u3400-\u9fff]/;
  const RUN = "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*";
  const SPACED = new RegExp(RUN + "(?:" + JOINT + RUN + ")*", "gu");
  const OTHER = "(?![\\u3040-\\u30ff\\u3400-\\u9fff])";
  const RUN_APART = OTHER + "[\\p{L}\\p{N}](?:" + OTHER + "[\\p{L}\\p{N}\\p{M}])*";
  const UNSPACED = new RegExp("[\\u3040-\\u30ff\\u3400-\\u9fff]|" + RUN_APART + "(?:" + JOINT + RUN_APART + ")*", "gu");
  const PAGE = 10, PASSAGES = 3, LOOKED_AT = 400, AT_ONCE = 4;
  let index = null;

  /* --- pieces --- */
  const pieces = new Map(), waiting = new Map();

  window.recensionSearch = function (name, data) {
    if (waiting.has(name)) waiting.get(name)(data);
  };

  function load(name) {
    if (!pieces.has(name)) {
      pieces.set(name, new Promise(function (done, failed) {
        const script = document.createElement("script");
        waiting.set(name, function (data) { waiting.delete(name); script.remove(); done(data); });
        script.src = folder + name + ".js";
        script.onerror = function () { pieces.delete(name); script.remove(); failed(new Error(name)); };
        document.head.append(script);
      }));
    }
    return pieces.get(name);
  }

  const VALUE = new Int16Array(128).fill(-1);

  function plain(said) {
    const found = [], last = index.last, goesOn = index.digits.length - last;
    let number = 0, weight = 1;
    for (let i = 0; i < said.length; i++) {
      const value = VALUE[said.charCodeAt(i)];
      if (value < last) { found.push(number + value * weight); number = 0; weight = 1; }
      else { number += (value - last) * weight; weight *= goesOn; }
    }
    return found;
  }

  function steps(said) {
    const found = plain(said);
    for (let i = 0, at = -1; i < found.length; i++) found[i] = at += found[i];
    return found;
  }

  function piecesFor(letter, wanted, prefix) {
    const firsts = index.pieces[letter], names = [];
    for (let i = 0; i < firsts.length; i++) {
      const after = i + 1 === firsts.length || firsts[i + 1] > wanted;
      if (after && (firsts[i] <= wanted || (prefix && firsts[i].startsWith(wanted)))) names.push(letter + i);
    }
    return Promise.all(names.map(load));
  }

  /* The rows of a word, or of all words that begin so: [word, what it leads to]. */
  async function rows(letter, wanted, prefix) {
    const found = [];
    for (const piece of await piecesFor(letter, wanted, prefix)) {
      const row = " " + wanted + (prefix ? "" : "!");
      for (let at = piece.indexOf(row); at >= 0; at = prefix ? piece.indexOf(row, at + 1) : -1) {
        const cut = piece.indexOf("!", at), end = piece.indexOf(" ", cut);
        found.push([piece.slice(at + 1, cut), piece.slice(cut + 1, end < 0 ? undefined : end)]);
      }
    }
    return found;
  }

  /* --- words --- */
  const folded = new Map();

  function fold(word) {
    let known = folded.get(word);
    if (known === undefined) {
      known = "";
      for (const letter of [...word].slice(0, 40)) {
        if (letter < "\u0080") known += letter;
        else if (letter in index.folds) known += index.folds[letter];
        else known += letter.normalize("NFD").replace(/[^a-z0-9]/gi, "");
      }
      folded.set(word, known = known.toLowerCase());
    }
    return known;
  }

  function key(word) {
    if (/\d/.test(word)) return "";
    for (const [find, make] of index.rules) word = word.replace(find, make);
    return word;
  }

  /* The words of a text; they are folded when somebody asks for their forms. */
  function tokens(text) {
    const found = [];
    text = text.replace(RAISED, " ");
    for (const match of text.matchAll(HAN.test(text) ? UNSPACED : SPACED)) {
      found.push({ at: match.index, end: match.index + match[0].length, said: match[0], forms: null });
    }
    return found;
  }

  function formsOf(token) {
    if (!token.forms) {
      const parts = token.said.split(JOINTS);
      token.forms = (parts.length > 1 ? [parts.join(""), ...parts] : parts).map(fold);
    }
    return token.forms;
  }

  /* The folded words of something that is asked for. */
  function wordsOf(text) {
    return tokens(text).map(function (token) { return formsOf(token)[0]; }).filter(Boolean);
  }

  /* A query is a list of terms; a term is a list of words that follow each other. */
  function parsed(query) {
    const terms = [];
    for (const match of query.matchAll(/["“„«]([^"”“»]+)["”“»]?|(\S+)/g)) {
      const chunk = match[1] || match[2];
      const words = tokens(chunk).map(function (token) {
        return { word: formsOf(token)[0], prefix: chunk[token.end] === "*", also: new Set() };
      }).filter(function (wanted) { return wanted.word; });
      if (words.length) terms.push({ ways: [words], said: chunk });
    }
    return terms;
  }

  /* Gives a term the other spellings of its names, and the other names of those it may mean. */
  async function spelt(term) {
    const words = term.ways[0];
    await Promise.all(words.map(async function (wanted) {
      if (wanted.prefix || wanted.word.length < 3) return;
      const name = key(wanted.word);
      if (!name) return;
      for (const row of await rows("k", name, false)) for (const word of row[1].split(",")) wanted.also.add(word);
      wanted.also.add(name);
      wanted.also.delete(wanted.word);
    }));
    if (words.some(function (w) { return w.prefix; })) return;
    const keys = words.map(function (w) { return key(w.word); }).join(" ");
    for (const group of await load("same")) {
      if (!group.some(function (name) { return name.split(" ").map(key).join(" ") === keys; })) continue;
      for (const name of group) {
        const parts = name.split(" ");
        if (parts.map(key).join(" ") !== keys) {
          term.ways.push(parts.map(function (word) { return { word: word, prefix: false, also: new Set() }; }));
        }
      }
    }
  }

  /* Fetches what a question will need while it is still being typed. */
  function fetched(terms) {
    for (const term of terms) for (const wanted of term.ways[0]) {
      const name = key(wanted.word);
      for (const letter of ["w", "n"]) piecesFor(letter, wanted.word, wanted.prefix);
      if (name && !wanted.prefix) for (const letter of ["k", "w"]) piecesFor(letter, name, false);
    }
  }

  function fits(token, wanted) {
    const letter = token.said.charCodeAt(0) | 32;
    if (!wanted.starts) wanted.starts = new Set([wanted.word, ...wanted.also].map(function (w) { return w.charCodeAt(0); }));
    // Most words begin otherwise: they need no folding. A joined one may have the word further on.
    if (letter < 128 && !wanted.starts.has(letter) && token.said.search(JOINTS) < 0) return false;
    return formsOf(token).some(function (word) {
      return word === wanted.word || wanted.also.has(word) || (wanted.prefix && word.startsWith(wanted.word));
    });
  }

  function foundIn(all, term) {
    const hits = [];
    for (const way of term.ways) for (let i = 0; i + way.length <= all.length; i++) {
      if (way.every(function (wanted, j) { return fits(all[i + j], wanted); })) {
        hits.push([all[i].at, all[i + way.length - 1].end]);
      }
    }
    return hits;
  }

  /* --- where --- */
  const EXACT = 2, OTHERWISE = 1;

  async function marked(letter, size, wanted) {
    const mask = new Uint8Array(size);
    const asked = [rows(letter, wanted.word, wanted.prefix)];
    for (const word of wanted.also) asked.push(rows(letter, word, false));
    const all = await Promise.all(asked);
    for (let i = all.length - 1; i >= 0; i--) for (const [, where] of all[i]) {
      if (where === "*") return null;
      for (const at of steps(where)) mask[at] = i ? mask[at] || OTHERWISE : EXACT;
    }
    return mask;
  }

  /* Where a term may stand: EXACT as it was typed, OTHERWISE in another spelling; null: anywhere. */
  async function where(letter, size, term) {
    const union = new Uint8Array(size);
    for (const [number, way] of term.ways.entries()) {
      const masks = (await Promise.all(way.map(function (w) { return marked(letter, size, w); }))).filter(Boolean);
      if (!masks.length) return null;
      for (let at = 0; at < size; at++) {
        let least = number ? OTHERWISE : EXACT;
        for (const mask of masks) if (mask[at] < least) least = mask[at];
        if (least > union[at]) union[at] = least;
      }
    }
    return union;
  }

  function day(said, last) {
    const match = /^\s*(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(said);
    if (!match) return null;
    return match[1] * 372 + ((match[2] || (last ? 12 : 1)) - 1) * 31 + Number(match[3] || (last ? 31 : 1));
  }

  /* The pages that the form lets through, and the units that name the person (null: all). */
  async function narrowed(asked) {
    const count = index.sizes.length, open = new Uint8Array(count).fill(1);
    const from = asked.from ? day(asked.from, false) : null, until = asked.until ? day(asked.until, true) : null;
    for (let i = 0; i < count; i++) {
      if (asked.kind && index.kinds[index.kind[i]] !== asked.kind) open[i] = 0;
      if ((from !== null || until !== null) && !index.from[i]) open[i] = 0;
      if (from !== null && index.from[i] + index.until[i] < from) open[i] = 0;
      if (until !== null && index.from[i] > until) open[i] = 0;
    }
    for (const word of wordsOf(asked.document)) {
      const mask = await marked("n", count, { word: word, prefix: true, also: new Set() });
      for (let i = 0; i < count; i++) if (!mask[i]) open[i] = 0;
    }
    return { pages: open, units: asked.person ? await naming(asked.person) : null };
  }

  async function naming(said) {
    const people = await load("people"), mask = new Uint8Array(index.units);
    const words = wordsOf(said);
    let numbers = [...people.keys()].filter(function (i) { return called(people[i]) === said; });
    if (!numbers.length) numbers = [...people.keys()].filter(function (i) {
      const names = people[i][3].split(" ");
      return words.every(function (word) {
        return names.some(function (name) { return name.startsWith(word) || key(name) === key(word); });
      });
    });
    for (const number of words.length ? numbers : []) {
      const piece = await load("m" + Math.floor(number / index.named));
      for (const unit of steps(piece[number % index.named])) mask[unit] = 1;
    }
    return mask;
  }

  function called(person) {
    return person[2] ? person[1] + ", " + person[2] : person[1];
  }

  /* --- in which order --- */
  async function ranked(terms, asked) {
    const narrow = await narrowed(asked), count = index.sizes.length;
    const all = await Promise.all(terms.map(function (term) { return where("w", index.units, term); }));
    const titles = await Promise.all(terms.map(function (term) { return where("n", count, term); }));
    const masks = all.filter(Boolean), found = [];
    for (let page = 0, first = 0; page < count; first += index.sizes[page++]) {
      if (!narrow.pages[page]) continue;
      const hits = [], some = [], reached = new Uint8Array(masks.length);
      let exact = 0, inTitle = 0;
      for (let unit = first; unit < first + index.sizes[page]; unit++) {
        if (narrow.units && !narrow.units[unit]) continue;
        let least = EXACT, any = 0;
        for (let i = 0; i < masks.length; i++) {
          const how = masks[i][unit];
          if (how < least) least = how;
          if (how) { any++; reached[i] = 1; }
        }
        if (least) { hits.push(unit); if (least === EXACT) exact++; }
        else if (any) some.push(unit);
      }
      const together = hits.length > 0;
      if (!together && (terms.length < 2 || terms.length > masks.length || !some.length || reached.includes(0))) continue;
      for (const mask of titles) if (mask && mask[page]) inTitle += mask[page] / EXACT;
      const size = index.sizes[page] || 1;
      const score = (together ? 10 : 0) + (terms.length ? 5 * inTitle / terms.length : 0) + (inTitle >= terms.length ? 3 : 0)
        + 2 * hits.length / size + Math.log2(1 + hits.length) / 2 + (hits.length ? exact / hits.length : 0);
      found.push({ page: page, units: together ? hits : some, together: together, score: score });
    }
    if (asked.order === "date") found.sort(function (a, b) { return (index.from[a.page] || 1e9) - (index.from[b.page] || 1e9); });
    else if (asked.order !== "text") found.sort(function (a, b) { return b.score - a.score; });
    return { found: found, sure: terms.every(function (t, i) { return all[i] && t.ways.every(function (w) { return w.length === 1; }); }) };
  }

  /* --- the words of a hit --- */
  function pieceOf(unit) {
    let low = 0, high = index.texts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (index.texts[middle] > unit) high = middle - 1; else low = middle;
    }
    return low;
  }

  async function textOf(unit) {
    const piece = pieceOf(unit);
    return (await load("t" + piece))[unit - index.texts[piece]];
  }

  /* A unit's paragraphs in which terms stand; nothing where not all of them do that should. */
  async function passage(unit, terms, together) {
    const found = [], reached = new Set();
    for (const [anchor, text] of await textOf(unit)) {
      const all = tokens(text), hits = [];
      terms.forEach(function (term, i) {
        for (const hit of foundIn(all, term)) { hits.push(hit); reached.add(i); }
      });
      if (hits.length) found.push({ anchor: anchor, text: text, hits: hits.sort(function (a, b) { return a[0] - b[0]; }) });
    }
    return together && reached.size < terms.length ? [] : found;
  }

  /* --- what is shown --- */
  function made(name, about, ...inside) {
    const element = document.createElement(name);
    Object.assign(element, about);
    element.append(...inside);
    return element;
  }

  function counted(number, noun) {
    return number.toLocaleString("en") + " " + noun + (number === 1 ? "" : "s");
  }

  function context(row) {
    const from = Math.max(0, row.hits[0][0] - 110), until = Math.min(row.text.length, row.hits[0][1] + 190), parts = [];
    let at = from;
    for (const span of row.hits) {
      if (span[0] < at || span[1] > until) continue;
      parts.push(row.text.slice(at, span[0]), made("mark", {}, row.text.slice(span[0], span[1])));
      at = span[1];
    }
    return [from ? "… " : "", ...parts, row.text.slice(at, until), until < row.text.length ? " …" : ""];
  }

  function linked(address, found) {
    const best = found[0], words = new Set();
    for (const row of found) for (const hit of row.hits) words.add(row.text.slice(hit[0], hit[1]));
    const find = [...words].slice(0, 8).map(encodeURIComponent).join("|");
    const inside = context(best);
    for (const row of found.slice(1, 2)) inside.push(made("br", {}), ...context(row));
    const link = made("a", { href: "../" + address + "?find=" + find + "#" + best.anchor }, ...inside);
    return made("li", { className: "passage" }, link);
  }

  async function described(page) {
    return (await load("d" + Math.floor(page / index.described)))[page % index.described];
  }

  /* One page of the edition with its first passages; null where none bears the phrase out. */
  async function result(item, terms, say) {
    const [address, title, about] = await described(item.page);
    const list = made("ul", { className: "passages" });
    let at = 0, shown = 0;
    async function more(most) {
      for (const until = shown + most; at < item.units.length && shown < until;) {
        if (at % LOOKED_AT === LOOKED_AT - 1) await say();
        const found = await passage(item.units[at++], terms, item.together);
        if (found.length) { list.append(linked(address, found)); shown++; }
      }
    }
    if (terms.length) await more(PASSAGES);
    if (terms.length && !shown) return null;
    const link = made("a", { href: "../" + address }, made("bdi", {}, title));
    const facts = [about, terms.length ? counted(item.units.length, "passage") : "", item.together ? "" : "the words stand apart"];
    const box = made("li", {}, made("h2", {}, link), made("p", { className: "small" }, facts.filter(Boolean).join(" · ")));
    if (shown) box.append(list);
    if (at < item.units.length && terms.length) {
      const name = function () { return counted(item.units.length - at, "more passage"); };
      const button = made("button", { type: "button" }, name());
      button.setAttribute("aria-label", name() + " of " + title);
      button.onclick = async function () {
        const before = list.children.length;
        await more(20);
        if (list.children[before]) list.children[before].firstChild.focus();
        if (at >= item.units.length) { button.remove(); return; }
        button.textContent = name();
        button.setAttribute("aria-label", name() + " of " + title);
      };
      box.append(button);
    }
    return box;
  }

  function otherSpellings(terms) {
    const words = new Set();
    for (const term of terms) {
      for (const wanted of term.ways[0]) for (const word of wanted.also) words.add(word);
      for (const way of term.ways.slice(1)) words.add(way.map(function (w) { return w.word; }).join(" "));
    }
    return [...words];
  }

  /* --- the form --- */
  const NAMES = ["q", "document", "person", "from", "until", "kind", "order", "spellings"];

  async function start() {
    const form = document.getElementById("find"), list = document.getElementById("hits");
    const count = document.getElementById("count"), also = document.getElementById("also");
    const next = document.getElementById("more"), narrow = document.getElementById("narrow");
    const field = form.elements;
    let turn = 0;
    try { index = await load("index"); }
    catch (e) { count.textContent = "The index of the search is not there: build the edition again."; return; }
    for (let i = 0; i < index.digits.length; i++) VALUE[index.digits.charCodeAt(i)] = i;
    for (const name of ["sizes", "kind", "from", "until"]) index[name] = plain(index[name]);
    index.rules = index.rules.map(function (rule) { return [new RegExp(rule[0], "gu"), rule[1]]; });
    for (const kind of index.kinds) field.kind.append(made("option", {}, kind));

    function asked() {
      const said = {};
      for (const name of NAMES) said[name] = field[name].type === "checkbox" ? (field[name].checked ? "" : "no") : field[name].value.trim();
      return said;
    }

    function kept(said, pages) {
      const query = new URLSearchParams();
      for (const name of NAMES) if (said[name] && said[name] !== "best") query.set(name, said[name]);
      if (pages > 1) query.set("pages", pages);
      try { history.replaceState(null, "", "?" + query); } catch (e) { /* from disk some browsers refuse */ }
    }

    function datesAreRight() {
      let right = true;
      for (const name of ["from", "until"]) {
        const wrong = field[name].value.trim() !== "" && day(field[name].value) === null;
        field[name].setAttribute("aria-invalid", String(wrong));
        if (wrong) right = false;
      }
      return right;
    }

    async function search(pages) {
      const mine = ++turn, said = asked(), begun = performance.now();
      const terms = parsed(said.q), filtered = said.document || said.person || said.from || said.until || said.kind;
      next.hidden = true;
      also.textContent = "";
      if (!datesAreRight()) { list.replaceChildren(); count.textContent = "A date is written 1946, 1946-05 or 1946-05-27."; return; }
      kept(said, pages);
      if (!terms.length && !filtered) { list.replaceChildren(); count.textContent = said.q ? "Type a word." : ""; return; }
      fetched(terms);
      if (said.spellings !== "no") await Promise.all(terms.map(spelt));
      const { found, sure } = await ranked(terms, said);
      if (mine !== turn) return;
      let at = 0, shown = 0, drawn = 0;
      const say = function () {
        count.textContent = "Searching … " + Math.round(100 * at / found.length) + " %";
        return new Promise(function (done) { setTimeout(done); });
      };

      async function page() {
        const until = shown + PAGE;
        const ahead = found.slice(at, at + PAGE);
        const fetch = function (item) { described(item.page); if (terms.length && item.units.length) textOf(item.units[0]); };
        if (ahead.length) fetch(ahead.shift());
        let first = null;
        while (at < found.length && shown < until) {
          if (at % 50 === 49) await say();
          const item = found[at++], box = await result(item, terms, say);
          if (mine !== turn) return null;
          if (!box) continue;
          if (!shown) list.replaceChildren();
          list.append(box);
          if (!shown++) performance.measure("recension-first-answer", { start: begun });
          ahead.splice(0).forEach(fetch);
          first = first || box;
        }
        if (!shown) list.replaceChildren();
        drawn++;
        next.hidden = at >= found.length;
        told();
        return first;
      }

      function told() {
        const places = found.reduce(function (sum, item) { return sum + item.units.length; }, 0);
        const all = terms.length ? counted(places, "passage") + " in " + counted(found.length, "document") : counted(found.length, "document");
        const spelling = otherSpellings(terms).slice(0, 12);
        count.textContent = !shown ? "Not found in this edition. (A damaged passage may hide a word.)"
          : at >= found.length && !sure ? counted(shown, "document")
          : (sure || !terms.length ? all : "At most " + all) + (shown < found.length ? "; the first " + shown : "");
        also.textContent = spelling.length ? "Also looked for: " + spelling.join(", ") : "";
      }

      next.onclick = async function () {
        const first = await page();
        kept(said, drawn);
        if (first) first.querySelector("a").focus();
      };
      for (let i = 0; i < pages && (i === 0 || at < found.length); i++) await page();
      performance.measure("recension-first-page", { start: begun });
    }

    const given = new URLSearchParams(location.search);
    for (const name of NAMES) {
      if (!given.has(name)) continue;
      if (field[name].type === "checkbox") field[name].checked = given.get(name) !== "no";
      else field[name].value = given.get(name);
      if (name !== "q") narrow.open = true;
    }
    if ([...given.keys()].some(function (name) { return NAMES.includes(name); })) search(Math.min(50, Number(given.get("pages")) || 1));
    form.addEventListener("submit", function (event) { event.preventDefault(); search(1); });
    let later = 0;
    form.addEventListener("input", function (event) {
      clearTimeout(later);
      fetched(parsed(field.q.value));
      later = setTimeout(function () { if (event.target !== field.q || field.q.value.trim().length > 2) search(1); }, 250);
    });
    field.person.addEventListener("focus", async function () {
      const people = await load("people"), names = document.getElementById("persons");
      if (!names.children.length) names.append(...people.map(function (person) { return made("option", { value: called(person) }); }));
    }, { once: true });
    for (const letter of ["k", "n"]) if (index.pieces[letter].length <= AT_ONCE) piecesFor(letter, "", true);
    load("same");
    document.documentElement.dataset.search = "ready";
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
