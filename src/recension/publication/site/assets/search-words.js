"use strict";
/* Words as the search takes them: what a word is, how it is folded, what is asked for. The same is
   said in recension/publication/site/search_folding.py, and of signs in search_pieces.py. */
(function () {
  const MOST = 64, LONGEST = 40;
  const PLAIN = /^[ -Z^-~]*$/, RAISED = /[⁰¹²³⁴-⁹₀-₉]/g, HAN = /[\u3040-\u30ff\u3400-\u9fff]/;
  const TERM = /["“”„«»]([^"“”„«»]*)(?:["“”«»]|$)(\*?)|([^\s"“”„«»]+)/g;
  const JOINT = "(?:[-‐\\u00ad\\ufffd][ \\t]*(?:\\r\\n?|\\n)[ \\t]*|\\u00ad|[\\[\\]])";
  let letters = null, spaced = null, unspaced = null, joints = null;
  const value = new Int16Array(128).fill(-1), folded = new Map();

  /* Patterns of all letters of the world are dear to make: not before a text is read. */
  function patterns() {
    const run = "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*", other = "(?![\\u3040-\\u30ff\\u3400-\\u9fff])";
    const apart = other + "[\\p{L}\\p{N}](?:" + other + "[\\p{L}\\p{N}\\p{M}])*";
    joints = new RegExp(JOINT);
    spaced = new RegExp(run + "(?:" + JOINT + run + ")*", "gu");
    unspaced = new RegExp("[\\u3040-\\u30ff\\u3400-\\u9fff]|" + apart + "(?:" + JOINT + apart + ")*", "gu");
  }

  function learned(said) {
    letters = said;
    letters.rules = said.rules.map(function (rule) { return [new RegExp(rule[0], "gu"), rule[1]]; });
    for (let i = 0; i < said.signs.length; i++) value[said.signs.charCodeAt(i)] = i;
  }

  function fold(word) {
    let known = folded.get(word);
    if (known !== undefined) return known;
    known = word.slice(0, 4 * LONGEST).toLowerCase();
    if (!PLAIN.test(known)) {
      let latin = "";
      for (const letter of [...known].slice(0, LONGEST)) {
        if (letter < "\u0080") latin += letter;
        else if (letter in letters.folds) latin += letters.folds[letter];
        else latin += letter.normalize("NFD").replace(/[^a-z0-9]/g, "");
      }
      known = latin;
    }
    else known = known.slice(0, LONGEST);
    folded.set(word, known);
    return known;
  }

  function key(word) {
    if (/\d/.test(word)) return "";
    for (const [find, make] of letters.rules) word = word.replace(find, make);
    return word;
  }

  /* The words of a text; they are folded when somebody asks for their forms. */
  function tokens(text) {
    const found = [];
    let pattern = /[A-Za-z0-9]+/g;
    if (!PLAIN.test(text)) {
      if (!spaced) patterns();
      text = text.replace(RAISED, " ");
      pattern = HAN.test(text) ? unspaced : spaced;
    }
    for (const match of text.matchAll(pattern)) {
      found.push({ at: match.index, end: match.index + match[0].length, said: match[0], forms: null });
    }
    return found;
  }

  function formsOf(token) {
    if (!token.forms) {
      const parts = PLAIN.test(token.said) ? [token.said] : token.said.split(joints);
      token.forms = (parts.length > 1 ? [parts.join(""), ...parts] : parts).map(fold);
    }
    return token.forms;
  }

  /* The folded words of something that is asked for. */
  function wordsOf(text) {
    return tokens(text).map(function (token) { return formsOf(token)[0]; }).filter(Boolean);
  }

  /* A query is a list of terms. A term can be said in several ways; a way is a list of words that
     follow each other. Null: more words than anybody means. */
  function parsed(query) {
    const terms = [];
    let count = 0;
    for (const match of query.matchAll(TERM)) {
      const chunk = match[1] === undefined ? match[3] : match[1];
      const words = wordsOf(chunk).map(function (word) { return { word: word, prefix: false, also: new Set() }; });
      if (!words.length) continue;
      words[words.length - 1].prefix = Boolean(match[2]) || (match[3] || "").endsWith("*");
      const ways = [words];
      // A hyphen that stands at the end of a line makes one word of two.
      if (match[3] && words.length > 1 && words.length < 5 && /[-‐]/.test(chunk)) {
        const joined = words.map(function (wanted) { return wanted.word; }).join("").slice(0, LONGEST);
        ways.push([{ word: joined, prefix: words[words.length - 1].prefix, also: new Set() }]);
      }
      terms.push({ ways: ways, said: chunk.replace(/\*$/, "") });
      if ((count += words.length) > MOST) return null;
    }
    return terms;
  }

  function fits(token, wanted) {
    const letter = token.said.charCodeAt(0) | 32;
    if (!wanted.starts) wanted.starts = new Set([wanted.word, ...wanted.also].map(function (w) { return w.charCodeAt(0); }));
    // Most words begin otherwise: they need no folding. A joined one may have the word further on.
    if (letter < 128 && !wanted.starts.has(letter) && PLAIN.test(token.said)) return false;
    return formsOf(token).some(function (word) {
      return word === wanted.word || wanted.also.has(word) || (wanted.prefix && word.startsWith(wanted.word));
    });
  }

  // Letters beyond ASCII, a word over a line's end, a bracket in a word: there only the words tell.
  const UNPLAIN = /[^\u0000-\u007f\u2013\u2014\u2018-\u201d\u2026§·]|[-‐]\s*\n|\w\[|\]\w/;

  /* Whether a text may have one of the terms; a quick look before its words are taken apart. */
  function mayHave(text, terms) {
    if (UNPLAIN.test(text)) return true;
    const small = text.toLowerCase();
    return terms.some(function (term) {
      return term.ways.some(function (way) {
        return way.every(function (wanted) {
          if (small.includes(wanted.word)) return true;
          for (const word of wanted.also) if (small.includes(word)) return true;
          return false;
        });
      });
    });
  }

  /* Where a term stands in the words of a text. */
  function foundIn(all, term) {
    const hits = [];
    for (const way of term.ways) for (let i = 0; i + way.length <= all.length; i++) {
      if (way.every(function (wanted, j) { return fits(all[i + j], wanted); })) {
        hits.push([all[i].at, all[i + way.length - 1].end]);
      }
    }
    return hits;
  }

  /* --- what the pieces of the index hold --- */
  function isLetter(code) { return code > 96 && code < 123 || code > 47 && code < 58; }

  /* Numbers from a place on, until the next row's letters. */
  function numbers(said, at) {
    const found = [], goesOn = letters.signs.length - letters.last;
    let number = 0, weight = 1;
    for (; at < said.length; at++) {
      const sign = value[said.charCodeAt(at)];
      if (sign < 0) break;
      number += sign * weight;
      if (sign < letters.last) { found.push(number); number = 0; weight = 1; }
      else weight *= goesOn;
    }
    return found;
  }

  function steps(said, at) {
    const found = numbers(said, at);
    for (let i = 0, last = -1; i < found.length; i++) found[i] = last += found[i];
    return found;
  }

  /* The units of a row, whether they are written as steps or as a map. */
  function units(said, at) {
    if (said[at] !== "*") return steps(said, at);
    const found = [];
    for (let group = 0, sign; (sign = value[said.charCodeAt(++at)]) >= 0; group += 5) {
      for (let bit = 0; bit < 5; bit++) if (sign >> bit & 1) found.push(group + bit);
    }
    return found;
  }

  /* The words of a piece in their order, and where what each leads to begins. */
  function rows(said) {
    const words = [], from = [], spacedOut = said.includes(" ");
    for (let at = 0, before = ""; at < said.length;) {
      const start = at;
      while (isLetter(said.charCodeAt(at))) at++;
      before = before.slice(0, value[said.charCodeAt(at)]) + said.slice(start, at);
      words.push(before);
      from.push(++at);
      if (spacedOut) at = said.indexOf(" ", at) + 1;
      else while (at < said.length && !isLetter(said.charCodeAt(at))) at++;
    }
    return { said: said, words: words, from: from };
  }

  /* The words that have a key: [folded, spellings of the edition …] each. */
  function namesOf(name, piece, at) {
    const said = piece.said.slice(at, piece.said.indexOf(" ", at));
    return [...said.matchAll(/([^])([a-z0-9]*)((?:=[^=,]+)*),?/g)].map(function (match) {
      return [name.slice(0, value[match[1].charCodeAt(0)]) + match[2], ...match[3].split("=").slice(1)];
    });
  }

  window.recensionWords = {
    MOST: MOST, learned: learned, fold: fold, key: key, tokens: tokens, wordsOf: wordsOf, parsed: parsed,
    mayHave: mayHave, foundIn: foundIn, numbers: numbers, steps: steps, units: units, rows: rows, namesOf: namesOf,
    letters: function () { return letters; },
  };
})();
