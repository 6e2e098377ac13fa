"use strict";
/* Search on the static site: loads pieces of the index as scripts, so that it works from disk too.
   What the pieces hold is said in recension/publication/site/search_index.py.

   The first answer (titles of the best documents, and how many passages) needs the pieces of the
   words only; those come while one types. The passages themselves are filled in after it is seen. */
(function () {
  const words = window.recensionWords, key = words.key, wordsOf = words.wordsOf, steps = words.steps;
  const folder = document.currentScript ? new URL("../search/", document.currentScript.src).href : "";
  const PAGE = 10, SEEN = 3, PASSAGES = 3, LOOKED_AT = 400, AT_ONCE = 8, REST = 160;
  let index = null;

  /* --- pieces --- */
  const ready = new Map(), coming = new Map(), called = new Map();

  window.recensionSearch = function (name, data) {
    if (name === "letters") words.learned(data);
    else ready.set(name, "wnk".includes(name[0]) && typeof data === "string" ? { said: data } : data);
    if (called.has(name)) called.get(name)();
  };

  function load(name) {
    if (ready.has(name)) return Promise.resolve();
    if (!coming.has(name)) {
      coming.set(name, new Promise(function (done, failed) {
        const script = document.createElement("script");
        called.set(name, done);
        script.src = folder + name + ".js";
        script.onload = function () { script.remove(); };
        script.onerror = function () { coming.delete(name); script.remove(); failed(new Error(name)); };
        document.head.append(script);
      }));
    }
    return coming.get(name);
  }

  async function have(names) {
    const missing = names.filter(function (name) { return !ready.has(name); });
    if (missing.length) await Promise.all(missing.map(load));
  }

  /* The pieces in which a word may stand, or all words that begin so. */
  function piecesOf(letter, wanted, prefix) {
    const firsts = index.pieces[letter], names = [];
    for (let i = 0; i < firsts.length; i++) {
      const after = i + 1 === firsts.length || firsts[i + 1] > wanted;
      if (after && (firsts[i] <= wanted || (prefix && firsts[i].startsWith(wanted)))) names.push(letter + i);
    }
    return names;
  }

  /* The rows of a word, or of all words that begin so, in the pieces that are there. */
  function rows(letter, wanted, prefix) {
    const found = [];
    for (const name of piecesOf(letter, wanted, prefix)) {
      let piece = ready.get(name), low = 0;
      if (!piece.words) ready.set(name, piece = words.rows(piece.said));
      for (let high = piece.words.length; low < high;) {
        const middle = (low + high) >> 1;
        if (piece.words[middle] < wanted) low = middle + 1; else high = middle;
      }
      for (; low < piece.words.length; low++) {
        const word = piece.words[low];
        if (prefix ? !word.startsWith(wanted) : word !== wanted) break;
        found.push({ word: word, piece: piece, at: piece.from[low] });
      }
    }
    return found;
  }

  /* --- what is asked for --- */
  function firstPieces(terms) {
    const names = ["same"];
    for (const term of terms) for (const wanted of term.ways[0]) {
      for (const letter of ["w", "n"]) names.push(...piecesOf(letter, wanted.word, wanted.prefix));
      if (!wanted.prefix) names.push(...piecesOf("k", key(wanted.word), false), ...piecesOf("w", key(wanted.word), false));
    }
    return names;
  }

  function otherPieces(terms) {
    const names = [];
    for (const term of terms) for (const way of term.ways) for (const wanted of way) {
      for (const word of [wanted.word, ...wanted.also]) for (const letter of ["w", "n"]) names.push(...piecesOf(letter, word, false));
    }
    return names;
  }

  function titled(word) { return word[0].toUpperCase() + word.slice(1); }

  /* Gives a term the other spellings of its names, and the other names of those it may mean. */
  function spelt(term) {
    const way = term.ways[0];
    term.spelt = [];
    for (const wanted of way) {
      const name = wanted.prefix || wanted.word.length < 3 ? "" : key(wanted.word);
      if (!name) continue;
      for (const row of rows("k", name, false)) for (const [word, ...spellings] of words.namesOf(name, row.piece, row.at)) {
        wanted.also.add(word);
        term.spelt.push(...(spellings.length ? spellings : [titled(word)]));
      }
      if (name.length > 2) wanted.also.add(name);
      wanted.also.delete(wanted.word);
    }
    if (way.some(function (wanted) { return wanted.prefix; })) return;
    const keys = way.map(function (wanted) { return key(wanted.word); }).join(" ");
    for (const group of otherNames()) {
      if (!group.some(function (name) { return name.keys === keys; })) continue;
      for (const name of group) {
        if (name.keys === keys || !name.words.length) continue;
        term.ways.push(name.words.map(function (word) { return { word: word, prefix: false, also: new Set() }; }));
        term.spelt.push(name.spelt);
      }
    }
  }

  let sameNames = null;

  /* The other names of persons with their keys: dear to make, and made once. */
  function otherNames() {
    if (!sameNames) sameNames = ready.get("same").map(function (group) {
      return group.map(function (spelt) {
        const said = wordsOf(spelt);
        return { spelt: spelt, words: said, keys: said.map(key).join(" ") };
      });
    });
    return sameNames;
  }

  /* --- where --- */
  const EXACT = 2, OTHERWISE = 1;

  function marked(letter, size, wanted) {
    const mask = new Uint8Array(size), all = [rows(letter, wanted.word, wanted.prefix)];
    for (const word of wanted.also) all.push(rows(letter, word, false));
    for (let i = all.length - 1; i >= 0; i--) for (const row of all[i]) {
      for (const at of words.units(row.piece.said, row.at)) mask[at] = i ? mask[at] || OTHERWISE : EXACT;
    }
    return mask;
  }

  /* Where a term may stand: EXACT as it was typed, OTHERWISE in another spelling. */
  function where(letter, size, term) {
    const union = new Uint8Array(size);
    for (const [number, way] of term.ways.entries()) {
      const masks = way.map(function (wanted) { return marked(letter, size, wanted); });
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
      await have(piecesOf("n", word, true));
      const mask = marked("n", count, { word: word, prefix: true, also: new Set() });
      for (let i = 0; i < count; i++) if (!mask[i]) open[i] = 0;
    }
    return { pages: open, units: asked.person ? await naming(asked.person) : null };
  }

  async function naming(said) {
    await have(["people"]);
    const people = ready.get("people"), mask = new Uint8Array(index.units), wanted = wordsOf(said);
    let numbers = [...people.keys()].filter(function (i) { return nameOf(people[i]) === said; });
    if (!numbers.length) numbers = [...people.keys()].filter(function (i) {
      const names = wordsOf(people[i][0]).concat((people[i][1] || "").split(" "));
      return wanted.every(function (word) {
        return names.some(function (name) { return name.startsWith(word) || key(name) === key(word); });
      });
    });
    for (const number of wanted.length ? numbers : []) {
      const name = "m" + Math.floor(number / index.named);
      await have([name]);
      for (const unit of steps(ready.get(name)[number % index.named], 0)) mask[unit] = 1;
    }
    return mask;
  }

  function nameOf(person) { return person[2] ? person[0] + ", " + person[2] : person[0]; }

  /* --- in which order --- */
  function ranked(terms, asked, narrow) {
    const count = index.sizes.length;
    const masks = terms.map(function (term) { return where("w", index.units, term); });
    const titles = terms.map(function (term) { return where("n", count, term); });
    // A word that half of all titles have says little of any of them.
    const rarity = titles.map(function (mask) { return 1 - Math.log(1 + mask.reduce(function (n, how) { return n + (how ? 1 : 0); }, 0)) / Math.log(2 + count); });
    const found = [];
    for (let page = 0, first = 0; page < count; first += index.sizes[page++]) {
      if (!narrow.pages[page]) continue;
      const hits = [], some = [];
      let exact = 0, inTitle = 0, reached = 0;
      for (let unit = first; unit < first + index.sizes[page]; unit++) {
        if (narrow.units && !narrow.units[unit]) continue;
        let least = EXACT, any = false;
        for (let i = 0; i < masks.length; i++) {
          const how = masks[i][unit];
          if (how < least) least = how;
          if (how) { any = true; if (i < 31) reached |= 1 << i; }
        }
        if (least) { hits.push(unit); if (least === EXACT) exact++; }
        else if (any) some.push(unit);
      }
      const together = hits.length > 0, apart = (1 << Math.min(31, terms.length)) - 1;
      if (!together && (terms.length < 2 || terms.length > 31 || reached !== apart)) continue;
      titles.forEach(function (mask, i) { inTitle += rarity[i] * mask[page] / EXACT; });
      const size = index.sizes[page] || 1;
      const score = (together ? 10 : 0) + (terms.length ? 8 * inTitle / terms.length : 0)
        + hits.length / size + 0.8 * Math.log2(1 + hits.length) + (hits.length ? exact / hits.length : 0);
      found.push({ page: page, units: together ? hits : some, together: together, score: score });
    }
    if (asked.order === "date") found.sort(function (a, b) { return (index.from[a.page] || 1e9) - (index.from[b.page] || 1e9); });
    else if (asked.order !== "text") found.sort(function (a, b) { return b.score - a.score; });
    const sure = terms.every(function (term) { return term.ways.every(function (way) { return way.length === 1; }); });
    return { found: found, sure: sure };
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
    await have(["t" + piece]);
    return ready.get("t" + piece)[unit - index.texts[piece]];
  }

  /* A unit's paragraphs in which terms stand; nothing where not all of them do that should. */
  async function passage(unit, terms, together) {
    const found = [], reached = new Set();
    for (const [anchor, text] of await textOf(unit)) {
      if (!words.mayHave(text, terms)) continue;
      const all = words.tokens(text), hits = [];
      terms.forEach(function (term, i) {
        for (const hit of words.foundIn(all, term)) { hits.push([...hit, i]); reached.add(i); }
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

  // Not toLocaleString: the first call costs more than the whole search.
  function counted(number, noun) {
    return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",") + " " + noun + (number === 1 ? "" : "s");
  }

  const BEFORE = 110, AFTER = 190;

  /* The words around the hit from which on the most terms stand close together. */
  function context(row) {
    let best = row.hits[0], most = 0;
    for (const hit of row.hits) {
      const near = new Set(row.hits.filter(function (other) { return other[0] >= hit[0] && other[1] <= hit[1] + AFTER; }).map(function (other) { return other[2]; }));
      if (near.size > most) { most = near.size; best = hit; }
    }
    const from = cutAt(row.text, best[0] - BEFORE, best[0]), until = cutAt(row.text, best[1] + AFTER, row.text.length), parts = [];
    let at = from;
    for (const span of row.hits) {
      if (span[0] < at || span[1] > until) continue;
      parts.push(row.text.slice(at, span[0]), made("mark", {}, row.text.slice(span[0], span[1])));
      at = span[1];
    }
    return [from ? "… " : "", ...parts, row.text.slice(at, until), until < row.text.length ? " …" : ""];
  }

  /* The first place between words at or after one, at most at another. */
  function cutAt(text, at, most) {
    if (at <= 0) return 0;
    if (at >= most) return most;
    const space = text.slice(at, most).search(/\s/);
    return space < 0 || space > 30 ? at : at + space + (most < text.length ? 1 : 0);
  }

  /* The paragraph of a unit that has the most terms, and one with those that it has not. */
  function chosen(found) {
    const terms = function (row) { return new Set(row.hits.map(function (hit) { return hit[2]; })); };
    let first = found[0];
    for (const row of found) if (terms(row).size > terms(first).size) first = row;
    const known = terms(first), other = found.find(function (row) { return [...terms(row)].some(function (term) { return !known.has(term); }); });
    return other ? [first, other].sort(function (a, b) { return found.indexOf(a) - found.indexOf(b); }) : [first];
  }

  /* What a page is told to mark: the words as they stand here, as typed, and in other spellings. */
  function toMark(found, terms) {
    const said = new Set();
    for (const row of found) for (const hit of row.hits) said.add(row.text.slice(hit[0], hit[1]));
    for (const term of terms) {
      said.add(term.ways[0][term.ways[0].length - 1].prefix ? term.said + "*" : term.said);
      for (const spelling of term.spelt || []) said.add(spelling);
    }
    return [...said].slice(0, 24).map(encodeURIComponent).join("|");
  }

  function addressOf(page) {
    const said = ready.get("d" + Math.floor(page / index.described))[page % index.described][0];
    return "../" + (said.endsWith(".html") ? said : "documents/" + said + ".html");
  }

  /* The box of one page: its title and what is known of it; its passages come when it is filled. */
  function box(item, terms) {
    const [, title, when] = ready.get("d" + Math.floor(item.page / index.described))[item.page % index.described];
    const find = terms.length ? "?find=" + toMark([], terms) : "";
    const link = made("a", { href: addressOf(item.page) + find }, made("bdi", {}, title));
    const facts = [index.kinds[index.kind[item.page]], when, terms.length ? counted(item.units.length, "passage") : "", item.together ? "" : "the words stand apart"];
    item.title = title;
    item.at = item.shown = 0;
    item.list = made("ul", { className: "passages coming" });
    item.box = made("li", {}, made("h2", {}, link), made("p", { className: "small" }, facts.filter(Boolean).join(" · ")));
    if (terms.length) item.box.append(item.list);
    return item.box;
  }

  /* Fills in the next passages of a box. */
  async function fill(item, terms, most, say) {
    const until = item.shown + most, added = [];
    while (item.at < item.units.length && item.shown < until) {
      if (say && item.at % LOOKED_AT === LOOKED_AT - 1) await say();
      const found = await passage(item.units[item.at++], terms, item.together);
      if (!found.length) continue;
      const shown = chosen(found), inside = context(shown[0]);
      for (const row of shown.slice(1)) inside.push(made("br", {}), ...context(row));
      const address = addressOf(item.page) + "?find=" + toMark(found, terms) + "#" + shown[0].anchor;
      added.push(made("li", { className: "passage" }, made("a", { href: address }, ...inside)));
      item.shown++;
    }
    item.list.classList.remove("coming");
    item.list.append(...added);
    if (item.at < item.units.length && !item.more) item.box.append(item.more = moreOf(item, terms));
    return added;
  }

  function moreOf(item, terms) {
    const button = made("button", { type: "button" });
    function named() {
      button.textContent = counted(item.units.length - item.at, "more passage");
      button.setAttribute("aria-label", button.textContent + " of " + item.title);
    }
    named();
    button.onclick = async function () {
      const added = await fill(item, terms, 20);
      if (added.length) added[0].firstChild.focus();
      if (item.at >= item.units.length) button.remove(); else named();
    };
    return button;
  }

  function frame() {
    return new Promise(function (done) {
      requestAnimationFrame(function () { setTimeout(done); });
      setTimeout(done, 200); // nothing is painted while nobody looks
    });
  }

  /* --- the form --- */
  const NAMES = ["q", "document", "person", "from", "until", "kind", "order", "spellings"];

  async function start() {
    const form = document.getElementById("find"), list = document.getElementById("hits"), field = form.elements;
    const count = document.getElementById("count"), spoken = document.getElementById("spoken");
    const also = document.getElementById("also"), next = document.getElementById("more"), narrow = document.getElementById("narrow");
    let turn = 0, question = "", rest = null, later = 0;

    function told(text, now) {
      count.textContent = text;
      clearTimeout(later);
      later = setTimeout(function () { spoken.textContent = text; }, now ? 0 : 600);
    }

    try { await have(["index"]); }
    catch (e) { told("The index of the search is not there: build the edition again.", true); return; }
    index = ready.get("index");
    if (!words.letters()) { told("A script of the search is not there: build the edition again.", true); return; }
    Object.assign(words.letters().folds, index.letters);
    for (const name of ["sizes", "kind", "from", "until"]) index[name] = words.numbers(index[name], 0);
    index.texts = steps(index.texts, 0);
    for (const kind of index.kinds) field.kind.append(made("option", {}, kind));

    function asked() {
      const said = {};
      for (const name of NAMES) said[name] = field[name].type === "checkbox" ? (field[name].checked ? "" : "no") : field[name].value.trim();
      return said;
    }

    function kept(said, pages) {
      const query = new URLSearchParams();
      for (const name of NAMES) if (said[name] && said[name] !== "best") query.set(name, said[name].slice(0, 1000));
      if (pages > 1) query.set("pages", pages);
      try { history.replaceState(null, "", "?" + query); } catch (e) { /* from disk some browsers refuse */ }
    }

    function wrongIn(said, terms) {
      let wrong = "";
      for (const name of ["from", "until"]) {
        const bad = said[name] !== "" && day(said[name]) === null;
        field[name].setAttribute("aria-invalid", String(bad));
        if (bad) wrong = "A date is written 1946, 1946-05 or 1946-05-27.";
      }
      if (!terms) return "These are more than " + words.MOST + " words: look for a shorter passage.";
      const filtered = said.document || said.person || said.from || said.until || said.kind;
      if (!wrong && !terms.length && !filtered) return said.q ? "There is no word in this. Type a word, or part of one with * at its end." : " ";
      return wrong;
    }

    function emptied(text) {
      list.replaceChildren();
      also.textContent = "";
      next.hidden = true;
      told(text.trim(), false);
    }

    /* One question: find, show the best at once, and fill in the rest when it has been seen. */
    async function search(pages, typed) {
      const said = asked(), same = JSON.stringify(said);
      if (same === question && rest) { if (!typed) rest(); return; }
      const mine = ++turn, terms = words.parsed(said.q), wrong = wrongIn(said, terms);
      question = same;
      document.documentElement.dataset.search = "asked";
      const rested = typed ? new Promise(function (done) { rest = done; setTimeout(done, REST); }) : Promise.resolve();
      if (!typed) rest = function () {};
      try {
        if (wrong) { emptied(wrong); return; }
        const first = have(firstPieces(terms));
        for (const name of titles()) load(name).catch(function () { /* told when it is needed */ });
        await first;
        if (mine !== turn) return;
        if (said.spellings !== "no") { terms.forEach(spelt); await have(otherPieces(terms)); }
        const narrow = await narrowed(said);
        if (mine !== turn) return;
        await shown(ranked(terms, said, narrow), terms, said, pages, mine, rested);
      }
      catch (e) {
        if (mine === turn) { question = ""; emptied("A part of the search’s index cannot be read (" + e.message + "): build the edition again."); }
      }
      finally { if (mine === turn) document.documentElement.dataset.search = "ready"; }
    }

    async function shown(answer, terms, said, pages, mine, rested) {
      const found = answer.found, sure = answer.sure;
      let at = 0, drawn = 0, first = null;

      function tell() {
        const places = found.reduce(function (sum, item) { return sum + item.units.length; }, 0);
        const all = terms.length ? counted(places, "passage") + " in " + counted(found.length, "document") : counted(found.length, "document");
        next.hidden = at >= found.length;
        told(at >= found.length && !sure ? counted(drawn, "document")
          : (sure || !terms.length ? all : "At most " + all) + (drawn < found.length ? "; the first " + drawn : ""), false);
      }

      function say() {
        told("Searching … " + Math.round(100 * at / found.length) + " %", false);
        return new Promise(function (done) { setTimeout(done); });
      }

      function put(items) {
        const boxes = items.map(function (item) { return box(item, terms); });
        if (!drawn) list.replaceChildren(...boxes); else list.append(...boxes);
        drawn += boxes.length;
        first = first || boxes[0];
      }

      async function titled(items) {
        await have(items.map(function (item) { return "d" + Math.floor(item.page / index.described); }));
      }

      /* All of these are hits: the index knows. Three fill a phone's screen; the others follow. */
      async function surely(items) {
        at += items.length;
        await titled(items.slice(0, SEEN));
        if (mine !== turn) return;
        put(items.slice(0, SEEN));
        tell();
        await frame();
        await titled(items);
        if (mine !== turn) return;
        put(items.slice(SEEN));
        tell();
        await rested;
        for (const item of items) {
          if (mine !== turn || !terms.length) return;
          await fill(item, terms, PASSAGES);
        }
      }

      /* Only the text knows whether words follow each other. */
      async function perhaps() {
        for (const until = drawn + PAGE; at < found.length && drawn < until && mine === turn;) {
          if (at % 50 === 49) await say();
          const item = found[at++];
          await titled([item]);
          box(item, terms);
          await fill(item, terms, PASSAGES, say);
          if (mine !== turn || !item.shown) continue;
          if (!drawn) list.replaceChildren(item.box); else list.append(item.box);
          first = first || item.box;
          if (!drawn++) { tell(); await frame(); }
        }
        if (mine === turn) tell();
      }

      async function page() {
        first = null;
        if (sure) await surely(found.slice(at, at + PAGE)); else await perhaps();
        return first;
      }

      next.onclick = async function () {
        const until = drawn;
        const turning = page();
        kept(said, Math.ceil((until + PAGE) / PAGE));
        await turning;
        if (first) first.querySelector("a").focus();
      };
      also.textContent = "";
      for (let i = 0; i < pages && (i === 0 || at < found.length) && mine === turn; i++) await page();
      await rested;
      if (mine !== turn) return;
      if (!drawn) await nothing(terms);
      else alsoLookedFor(terms);
      kept(said, pages);
    }

    function alsoLookedFor(terms) {
      const typed = new Set(), spellings = new Set();
      for (const term of terms) {
        typed.add(term.said.toLowerCase());
        for (const spelling of term.spelt || []) if (!typed.has(spelling.toLowerCase())) spellings.add(spelling);
      }
      also.textContent = spellings.size ? "Also looked for: " + [...spellings].slice(0, 12).join(", ") : "";
    }

    /* Words of the edition that begin like the last one that was typed. */
    async function nothing(terms) {
      const missing = terms.filter(function (term) {
        return term.ways.every(function (way) {
          return way.some(function (wanted) {
            return [wanted.word, ...wanted.also].every(function (word) { return !rows("w", word, wanted.prefix).length; });
          });
        });
      });
      const which = terms.length > 1 && missing.length ? ": it does not have " + missing.map(function (term) { return "“" + term.said.slice(0, 80) + "”"; }).join(", ") : "";
      emptied("Not found in this edition" + which + ". (A damaged passage may hide a word.)");
      const last = terms.length ? terms[terms.length - 1].ways[0].slice(-1)[0].word : "";
      if (last.length < 3) return;
      const mine = turn;
      await have(piecesOf("w", last, true));
      if (mine !== turn || rows("w", last, false).length) return;
      const begin = rows("w", last, true).slice(0, 8).map(function (row) { return row.word; });
      if (begin.length) also.textContent = "Words of the edition that begin so: " + begin.join(", ");
    }

    const given = new URLSearchParams(location.search);
    for (const name of NAMES) {
      if (!given.has(name)) continue;
      if (field[name].type === "checkbox") field[name].checked = given.get(name) !== "no";
      else field[name].value = given.get(name);
      if (name !== "q") narrow.open = true;
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); search(1, false); });
    form.addEventListener("input", function (event) {
      const typed = field.q.value.trim();
      // One Latin letter is the beginning of a word; one Chinese sign is a word.
      if (event.target !== field.q || typed.length !== 1 || typed > "\u2fff") search(1, true);
    });
    field.person.addEventListener("focus", async function () {
      await have(["people"]);
      const people = ready.get("people"), names = document.getElementById("persons");
      if (!names.children.length) names.append(...people.map(function (person) { return made("option", { value: nameOf(person) }); }));
    }, { once: true });
    if ([...given.keys()].some(function (name) { return NAMES.includes(name); })) await search(Math.min(50, Number(given.get("pages")) || 1), false);
    document.documentElement.dataset.search = "ready";
    (window.requestIdleCallback || setTimeout)(atRest);
  }

  /* While nobody asks: fetches what every question needs, and runs what it will run. */
  async function atRest() {
    const names = ["same", ...titles()];
    for (const letter of ["k", "n"]) if (index.pieces[letter].length <= AT_ONCE) names.push(...piecesOf(letter, "", true));
    try { for (const name of names) await have([name]); } catch (e) { return; /* whoever asks will be told */ }
    otherNames();
  }

  /* The pieces with the titles of the first pages: all of them where the edition is not very large. */
  function titles() {
    return Array.from({ length: Math.min(AT_ONCE, Math.ceil(index.sizes.length / index.described)) }, function (_, i) { return "d" + i; });
  }

  // Not before the letters and the index, which come after this script.
  if (document.readyState === "complete") start();
  else document.addEventListener("DOMContentLoaded", start);
})();
