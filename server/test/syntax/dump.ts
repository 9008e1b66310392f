/** Compact text forms of an AST, for tests. */
import type { Expr, Keyword, Module, Parameters, Stmt } from "../../src/syntax/ast.js";

interface DumpOptions {
  /** Ranges of statements and expressions (not of those inside f-strings). */
  readonly positions: boolean;
  /** Values of strings and bytes. */
  readonly strings: boolean;
}

/** The AST as a flat list of words, the same that ast_dump.py makes of CPython's. */
export function dumpWords(module: Module, options: DumpOptions): string[] {
  return new Dump(options).run(module);
}

/** The AST in one line: `(Assign [ (Name x) ] (Constant int))`. */
export function dump(module: Module): string {
  return dumpWords(module, { positions: false, strings: true })
    .filter((word) => word !== "")
    .join(" ")
    .replaceAll("( ", "(")
    .replaceAll(" )", ")")
    .replaceAll("[ ]", "[]")
    .replaceAll("{ }", "{}")
    .replaceAll("< >", "<>");
}

class Dump {
  private readonly out: string[] = [];
  private readonly options: DumpOptions;
  private inString = 0;

  constructor(options: DumpOptions) {
    this.options = options;
  }

  run(module: Module): string[] {
    this.many(module.body);
    return this.out;
  }

  private word(...words: string[]): void {
    this.out.push(...words);
  }

  private at(start: number, end: number): void {
    if (this.options.positions && this.inString === 0) this.out.push(`@${start}:${end}`);
  }

  private many(nodes: readonly (Expr | Stmt | null)[]): void {
    this.out.push("[");
    for (const node of nodes) this.one(node);
    this.out.push("]");
  }

  private one(node: Expr | Stmt | null): void {
    if (node === null) {
      this.out.push("~");
      return;
    }
    this.out.push("(", node.kind);
    this.at(node.kind === "FunctionDef" || node.kind === "ClassDef" ? node.defStart : node.start, node.end);
    this.fields(node);
    this.out.push(")");
  }

  private parameters(params: Parameters): void {
    this.out.push("<");
    for (const param of params.all) {
      this.word(param.form, param.name);
      this.one(param.annotation);
      this.one(param.default);
    }
    this.out.push(">");
  }

  private keywords(keywords: readonly Keyword[]): void {
    this.out.push("{");
    for (const keyword of keywords) {
      this.word(keyword.name ?? "**");
      this.at(keyword.start, keyword.end);
      this.one(keyword.value);
    }
    this.out.push("}");
  }

  private fields(node: Expr | Stmt): void {
    switch (node.kind) {
      case "FunctionDef":
        this.word(node.isAsync ? "async" : "", node.name.name);
        this.parameters(node.params);
        this.one(node.returns);
        this.many(node.decorators);
        this.many(node.body);
        if (node.typeParams.length > 0) this.word("type", ...node.typeParams.map((param) => param.name));
        break;
      case "ClassDef":
        this.word(node.name.name);
        this.many(node.bases);
        this.keywords(node.keywords);
        this.many(node.decorators);
        this.many(node.body);
        if (node.typeParams.length > 0) this.word("type", ...node.typeParams.map((param) => param.name));
        break;
      case "Return":
      case "Await":
      case "Yield":
      case "YieldFrom":
      case "Starred":
      case "ExprStmt":
        this.one(node.value);
        break;
      case "Delete":
        this.many(node.targets);
        break;
      case "Assign":
        this.many(node.targets);
        this.one(node.value);
        break;
      case "AugAssign":
        this.one(node.target);
        this.word(node.op);
        this.one(node.value);
        break;
      case "AnnAssign":
        this.one(node.target);
        this.one(node.annotation);
        this.one(node.value);
        break;
      case "TypeAlias":
        this.one(node.name);
        this.one(node.value);
        break;
      case "For":
        this.word(node.isAsync ? "async" : "");
        this.one(node.target);
        this.one(node.iter);
        this.many(node.body);
        this.many(node.orelse);
        break;
      case "While":
      case "If":
        this.one(node.test);
        this.many(node.body);
        this.many(node.orelse);
        break;
      case "With":
        this.word(node.isAsync ? "async" : "");
        for (const item of node.items) {
          this.one(item.context);
          this.one(item.target);
        }
        this.many(node.body);
        break;
      case "Match":
        this.one(node.subject);
        for (const one of node.cases) {
          this.word("case", one.pattern.irrefutable ? "any" : "");
          this.word(...one.pattern.captures.map((capture) => capture.name));
          this.many(one.pattern.values);
          this.one(one.guard);
          this.many(one.body);
        }
        break;
      case "Raise":
        this.one(node.exc);
        this.one(node.cause);
        break;
      case "Try":
        this.word(node.isStar ? "*" : "");
        this.many(node.body);
        for (const handler of node.handlers) {
          this.word("except");
          this.at(handler.start, handler.end);
          this.one(handler.type);
          this.word(handler.name?.name ?? "~");
          this.many(handler.body);
        }
        this.many(node.orelse);
        this.many(node.finalbody);
        break;
      case "Assert":
        this.one(node.test);
        this.one(node.msg);
        break;
      case "ImportFrom":
        this.word(String(node.level), node.module);
        this.aliases(node.names);
        break;
      case "Import":
        this.aliases(node.names);
        break;
      case "Global":
      case "Nonlocal":
      case "UnknownStmt":
      case "UnknownExpr":
        this.word(...node.names);
        break;
      case "Pass":
      case "Break":
      case "Continue":
        break;
      default:
        this.expression(node);
    }
  }

  private aliases(names: readonly { name: string; asName: string | null; start: number; end: number }[]): void {
    for (const alias of names) {
      this.word(alias.name, alias.asName ?? "~");
      this.at(alias.start, alias.end);
    }
  }

  private expression(node: Exclude<Expr, { kind: "Await" | "Yield" | "YieldFrom" | "Starred" | "UnknownExpr" }>): void {
    switch (node.kind) {
      case "Name":
        this.word(node.name);
        break;
      case "Constant":
        this.word(node.type);
        if (this.options.strings && (node.type === "str" || node.type === "bytes")) this.word(node.value);
        break;
      case "Attribute":
        this.one(node.value);
        this.word(node.attr.name);
        break;
      case "Subscript":
        this.one(node.value);
        this.one(node.index);
        break;
      case "Call":
        this.one(node.func);
        this.many(node.args);
        this.keywords(node.keywords);
        break;
      case "BoolOp":
        this.word(node.op);
        this.many(node.values);
        break;
      case "NamedExpr":
        this.word(node.target.name);
        this.one(node.value);
        break;
      case "BinOp":
        this.one(node.left);
        this.word(node.op);
        this.one(node.right);
        break;
      case "UnaryOp":
        this.word(node.op);
        this.one(node.operand);
        break;
      case "Compare":
        this.one(node.left);
        this.word(...node.ops);
        this.many(node.comparators);
        break;
      case "Lambda":
        this.parameters(node.params);
        this.one(node.body);
        break;
      case "IfExp":
        this.one(node.test);
        this.one(node.body);
        this.one(node.orelse);
        break;
      case "Tuple":
      case "List":
      case "Set":
        this.many(node.elts);
        break;
      case "Dict":
        this.many(node.keys);
        this.many(node.values);
        break;
      case "Comprehension":
        this.word(node.form);
        this.one(node.element);
        this.one(node.value);
        for (const generator of node.generators) {
          this.word(generator.isAsync ? "async" : "");
          this.one(generator.target);
          this.one(generator.iter);
          this.many(generator.ifs);
        }
        break;
      case "JoinedStr":
        this.inString++;
        this.many(node.values);
        this.inString--;
        break;
      case "Slice":
        this.one(node.lower);
        this.one(node.upper);
        this.one(node.step);
        break;
    }
  }
}
