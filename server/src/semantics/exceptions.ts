/** Builtin exception classes: which handler catches what (https://docs.python.org/3/library/exceptions.html). */
import type { Expr } from "../syntax/ast.js";

const PARENT: Readonly<Record<string, string>> = {
  GeneratorExit: "BaseException",
  KeyboardInterrupt: "BaseException",
  SystemExit: "BaseException",
  Exception: "BaseException",
  StopIteration: "Exception",
  StopAsyncIteration: "Exception",
  ArithmeticError: "Exception",
  FloatingPointError: "ArithmeticError",
  OverflowError: "ArithmeticError",
  ZeroDivisionError: "ArithmeticError",
  AssertionError: "Exception",
  AttributeError: "Exception",
  BufferError: "Exception",
  EOFError: "Exception",
  ImportError: "Exception",
  ModuleNotFoundError: "ImportError",
  LookupError: "Exception",
  IndexError: "LookupError",
  KeyError: "LookupError",
  MemoryError: "Exception",
  NameError: "Exception",
  UnboundLocalError: "NameError",
  OSError: "Exception",
  BlockingIOError: "OSError",
  ChildProcessError: "OSError",
  ConnectionError: "OSError",
  BrokenPipeError: "ConnectionError",
  ConnectionAbortedError: "ConnectionError",
  ConnectionRefusedError: "ConnectionError",
  ConnectionResetError: "ConnectionError",
  FileExistsError: "OSError",
  FileNotFoundError: "OSError",
  InterruptedError: "OSError",
  IsADirectoryError: "OSError",
  NotADirectoryError: "OSError",
  PermissionError: "OSError",
  ProcessLookupError: "OSError",
  TimeoutError: "OSError",
  ReferenceError: "Exception",
  RuntimeError: "Exception",
  NotImplementedError: "RuntimeError",
  RecursionError: "RuntimeError",
  SyntaxError: "Exception",
  SystemError: "Exception",
  TypeError: "Exception",
  ValueError: "Exception",
  UnicodeError: "ValueError",
  UnicodeDecodeError: "UnicodeError",
  UnicodeEncodeError: "UnicodeError",
};

const ALIASES: Readonly<Record<string, string>> = {
  IOError: "OSError",
  EnvironmentError: "OSError",
  "socket.error": "OSError",
  "os.error": "OSError",
  "select.error": "OSError",
  "socket.timeout": "TimeoutError",
};

/**
 * The name of an exception class or instance expression, canonical for builtins: `IOError` reads
 * `OSError`, `ValueError("…")` reads `ValueError`; dotted names stay dotted. Null for anything computed.
 */
export function exceptionName(expr: Expr): string | null {
  if (expr.kind === "Call") return exceptionName(expr.func);
  const name = dotted(expr);
  return name === null ? null : (ALIASES[name] ?? name);
}

function dotted(expr: Expr): string | null {
  if (expr.kind === "Name") return expr.name;
  if (expr.kind === "Attribute") {
    const base = dotted(expr.value);
    return base === null ? null : `${base}.${expr.attr.name}`;
  }
  return null;
}

/** The classes a handler names; null for a bare `except:`. */
export function handlerNames(type: Expr | null): readonly (string | null)[] | null {
  if (type === null) return null;
  return type.kind === "Tuple" ? type.elts.map(exceptionName) : [exceptionName(type)];
}

export type Match = "always" | "never" | "maybe";

/** Whether a handler for class `handler` (canonical, null if computed) catches an exception of class `raised`. */
export function catches(handler: string | null, raised: string): Match {
  if (handler === "BaseException" || handler === raised) return "always";
  if (handler === null) return "maybe";
  if (handler === "Exception" && !(raised in PARENT)) return "always";
  if (!(handler in PARENT) || !(raised in PARENT)) return "maybe";
  for (let name: string | undefined = raised; name !== undefined; name = PARENT[name]) {
    if (name === handler) return "always";
  }
  // A subclass of what is said to be raised may be what is raised.
  for (let name: string | undefined = handler; name !== undefined; name = PARENT[name]) {
    if (name === raised) return "maybe";
  }
  return "never";
}
