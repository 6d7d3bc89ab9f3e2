"use strict";
/* The search of the archive's index page.  Data come as scripts that call briefingArchive(name, value): they can be loaded
   from a disk, where nothing can be fetched.  Terms are folded as in language/lookup.py. */
(function () {
  const script = document.currentScript;
  const base = script.src.replace(/[^/]*$/, "");
  const nonce = script.nonce;
  const form = document.getElementById("search");
  const box = document.getElementById("words");
  const told = document.getElementById("told");
  const list = document.getElementById("hits");
  const more = document.getElementById("more");
  const PAGE = 20;
  const values = new Map();
  const loading = new Map();
  let asked = 0;

  window.briefingArchive = function (name, value) { values.set(name, value); };

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise(function (resolve, reject) {
        const part = document.createElement("script");
        part.nonce = nonce;
        part.src = base + name + ".js";
        part.onload = function () { values.has(name) ? resolve(values.get(name)) : reject(new Error(name)); };
        part.onerror = function () { loading.delete(name); reject(new Error(name)); };
        document.head.append(part);
      }));
    }
    return loading.get(name);
  }

  const ALONE = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}])/gu;

  function terms(text) {
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(ALONE, " $1 ");
    return plain.match(/[\p{L}\p{N}]+/gu) || [];
  }

  /* [{word, prefix}]; quotation marks only part words here. */
  function parse(text) {
    const wanted = [];
    for (const chunk of text.replace(/"\*/g, "*\"").split(/[\s"]+/)) {
      const words = terms(chunk);
      words.forEach(function (word, at) {
        wanted.push({ word: word, prefix: at === words.length - 1 && chunk.endsWith("*") });
      });
    }
    if (wanted.length && /[\p{L}\p{N}\p{M}]$/u.test(text)) wanted[wanted.length - 1].prefix = true;
    return wanted;
  }

  /* The scripts of terms that may hold a word: from the last one that begins before it on. */
  function scripts(first, one) {
    let at = first.findLastIndex(function (term) { return term <= one.word; });
    const names = ["terms-" + Math.max(at, 0)];
    if (one.prefix) {
      for (at = Math.max(at, 0) + 1; at < first.length && first[at].startsWith(one.word); at += 1) names.push("terms-" + at);
    }
    return names;
  }

  async function numbers(index, one) {
    const found = new Set();
    for (const part of await Promise.all(scripts(index.first, one).map(load))) {
      for (const [term, distances] of Object.entries(part)) {
        if (term === one.word || (one.prefix && term.startsWith(one.word))) {
          let number = 0;
          for (const distance of distances) { number += distance; found.add(number); }
        }
      }
    }
    return found;
  }

  async function find(text) {
    const wanted = parse(text);
    if (!wanted.length) return null;
    const index = await load("index");
    if (!index.count) return [];
    const sets = await Promise.all(wanted.map(function (one) { return numbers(index, one); }));
    sets.sort(function (a, b) { return a.size - b.size; });
    const all = [...sets[0]].filter(function (number) { return sets.every(function (set) { return set.has(number); }); });
    return all.sort(function (a, b) { return b - a; });
  }

  async function rows(found) {
    const index = await load("index");
    return Promise.all(found.map(async function (number) {
      const part = await load("items-" + Math.floor(number / index.items));
      const [day, place, headline, outlets] = part[number % index.items];
      return { day: index.days[day], place: place, headline: headline, outlets: outlets };
    }));
  }

  function show(row) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = row.day + "/brief.html#item-" + row.place;
    link.dir = "auto";
    link.textContent = row.headline;
    const about = document.createElement("span");
    about.className = "quiet";
    about.textContent = " " + row.day + (row.outlets ? " · " + row.outlets : "");
    entry.append(link, about);
    list.append(entry);
  }

  async function answer() {
    const turn = (asked += 1);
    try {
      const found = await find(box.value);
      const first = found ? await rows(found.slice(0, PAGE)) : [];
      if (turn !== asked) return;  // somebody has typed on
      list.replaceChildren();
      first.forEach(show);
      told.textContent = !found ? "" : found.length ? form.dataset.found.replace("{n}", String(found.length)) : form.dataset.none;
      let shown = first.length;
      more.hidden = !found || shown >= found.length;
      more.onclick = async function () {
        const next = await rows(found.slice(shown, shown + PAGE));
        if (turn !== asked) return;
        next.forEach(show);
        shown += next.length;
        more.hidden = shown >= found.length;
      };
    } catch (error) {
      if (turn === asked) told.textContent = form.dataset.failed;
    }
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  box.addEventListener("input", answer);
  if (box.value) answer();
})();
