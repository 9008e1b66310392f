/**
 * What a file does to things that it knows by a name or attribute only: clears `CACHE`, cuts `parent`, calls
 * `remove_listener`. Found in the text, without a parse, since whole projects are looked through for a single finding;
 * a mention inside a comment or string silences too much, never too little.
 */

/**
 * `call X.m`: a method `m` that ends, removes or shortens, of something whose last name is `X`; `call m`: a function or
 * method `m` of that kind, of anything. `bind X`: an attribute `X` of something is bound (`a.X = …`, `setattr`).
 * `cut X`: it is bound to None or a weak reference, and not by the constructor of what has it. `delete X`: `del a.X`, `del X[…]`. `measure X`: `len(a.X)`.
 */
export type Mention = `${"call" | "bind" | "cut" | "delete" | "measure"} ${string}`;

/**
 * The words with which names begin of what ends, removes, shortens, holds weakly, or hands a last word over (`put`);
 * `Handler`s and the like follow.
 */
const ENDS =
  "clear|pop|remove|discard|difference_update|intersection_update|cancel|join|stop|set|shutdown|close|aclose|quit|exit|end|" +
  "disconnect|un[a-z]+|off|detach|dispose|destroy|delete|del_|wait|terminate|kill|release|trim|evict|expire|prune|purge|" +
  "reset|flush|invalidate|cache_clear|cleanup|clean_up|teardown|tear_down|drop|forget|finish|abort|drain|truncate|limit|after_cancel|put|submit|enqueue|halt|" +
  "leave|deactivate|disable|suspend|silence|mute|free|dismiss|withdraw|revoke|interrupt|retire|shut|switch_off|turn_off|" +
  "power_off|hang_up|give_up|get\\b|get_nowait|get_many|recv|Weak|ref\\b";

const CALL = new RegExp(
  `(?:\\b(\\w+)(?:\\[[^\\]\\n]*\\]|\\([^()\\n]*\\))*\\s*\\.\\s*)?\\b(_*(?:${ENDS})\\w*)\\b(?=\\s*[(),\\]])`,
  "g",
);
const DEFINES = /\bdef[ \t]+$/;
const LONGEST_DEF = 12;
const BIND = /\.\s*(\w+)\s*(?::[^=\n]+)?=(?!=)\s*(None\b|weakref\b|ref\(|proxy\()?/g;
const DEF = /^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)/gm;
/** What they bind, they bind for the first time. */
const CONSTRUCTORS = /^(?:__init__|__new__|__post_init__|__attrs_post_init__|__setstate__|setUp)$/;
const SETATTR = /\b(?:set|del)attr\(\s*[^,\n]+,\s*["'](\w+)["']/g;
const DELETE = /\bdel\s+([^\n#]+)/g;
const MEASURE = /\blen\(\s*(?:[\w.]*\.)?(\w+)\s*\)/g;

/** All that a text mentions. */
export function scanMentions(text: string): ReadonlySet<Mention> {
  const found = new Set<Mention>();
  for (const { index, 1: on, 2: method } of text.matchAll(CALL)) {
    // Who defines `remove_listener` has not called it.
    if (on === undefined && DEFINES.test(text.slice(Math.max(0, index - LONGEST_DEF), index))) continue;
    found.add(`call ${method}`);
    if (on !== undefined) found.add(`call ${on}.${method}`);
  }
  const definitions = [...text.matchAll(DEF)];
  let at = -1;
  for (const { index, 1: name, 2: none } of text.matchAll(BIND)) {
    found.add(`bind ${name}`);
    while ((definitions[at + 1]?.index ?? text.length) < index) at++;
    if (none === undefined) continue;
    if (none !== "None" || !CONSTRUCTORS.test(definitions[at]?.[1] ?? "")) found.add(`cut ${name}`);
  }
  for (const [, name] of text.matchAll(SETATTR)) {
    found.add(`bind ${name}`);
    found.add(`cut ${name}`);
  }
  for (const [, targets] of text.matchAll(DELETE)) {
    for (const [, name] of (targets ?? "").matchAll(/(\w+)\s*(?:\[|[,)]|$)/g)) found.add(`delete ${name}`);
  }
  for (const [, name] of text.matchAll(MEASURE)) found.add(`measure ${name}`);
  return found;
}
