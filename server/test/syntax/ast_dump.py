"""Dump what CPython's own parser makes of Python files, in the form of dump.ts.

usage: ast_dump.py hash   paths on stdin; prints one line for each: a digest of the dump, or "-" if it does not compile
       ast_dump.py text   paths on stdin; prints the dumps
"""
import ast
import hashlib
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

BIN = {
    "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "Pow": "**", "LShift": "<<",
    "RShift": ">>", "BitOr": "|", "BitXor": "^", "BitAnd": "&", "FloorDiv": "//",
}
UNARY = {"Invert": "~", "Not": "not", "UAdd": "+", "USub": "-"}
COMPARE = {
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not",
    "In": "in", "NotIn": "not in",
}


class Dump:
    def __init__(self, source, positions, strings):
        self.out = []
        self.positions = positions
        self.strings = strings
        self.in_fstring = 0
        self.lines = [0]
        for line in source.splitlines_python():
            self.lines.append(self.lines[-1] + len(line))

    def at(self, node, start=None):
        if self.positions and not self.in_fstring:
            begin = self.lines[node.lineno - 1] + node.col_offset if start is None else start
            end = self.lines[node.end_lineno - 1] + node.end_col_offset
            self.out.append(f"@{begin}:{end}")

    def word(self, *words):
        self.out.extend(words)

    def many(self, nodes):
        self.out.append("[")
        for node in nodes:
            self.one(node)
        self.out.append("]")

    def one(self, node):
        if node is None:
            self.out.append("~")
            return
        kind = type(node).__name__
        self.out.append("(")
        getattr(self, "do_" + kind)(node)
        self.out.append(")")

    def plain(self, node, name=None):
        self.word(name or type(node).__name__)
        self.at(node)

    # statements

    def do_FunctionDef(self, node, is_async=False):
        self.word("FunctionDef")
        self.at(node)
        self.word("async" if is_async else "", node.name)
        self.parameters(node.args)
        self.one(node.returns)
        self.many(node.decorator_list)
        self.many(node.body)

    def do_AsyncFunctionDef(self, node):
        self.do_FunctionDef(node, True)

    def parameters(self, args):
        self.out.append("<")
        positional = args.posonlyargs + args.args
        defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
        for index, (arg, default) in enumerate(zip(positional, defaults)):
            self.parameter("positionalOnly" if index < len(args.posonlyargs) else "positional", arg, default)
        if args.vararg:
            self.parameter("varPositional", args.vararg, None)
        for arg, default in zip(args.kwonlyargs, args.kw_defaults):
            self.parameter("keywordOnly", arg, default)
        if args.kwarg:
            self.parameter("varKeyword", args.kwarg, None)
        self.out.append(">")

    def parameter(self, form, arg, default):
        self.word(form, arg.arg)
        self.one(arg.annotation)
        self.one(default)

    def do_ClassDef(self, node):
        self.plain(node)
        self.word(node.name)
        self.many(node.bases)
        self.keywords(node.keywords)
        self.many(node.decorator_list)
        self.many(node.body)

    def keywords(self, keywords):
        self.out.append("{")
        for keyword in keywords:
            self.word(keyword.arg or "**")
            self.at(keyword)
            self.one(keyword.value)
        self.out.append("}")

    def do_Return(self, node):
        self.plain(node)
        self.one(node.value)

    def do_Delete(self, node):
        self.plain(node)
        self.many(node.targets)

    def do_Assign(self, node):
        self.plain(node)
        self.many(node.targets)
        self.one(node.value)

    def do_AugAssign(self, node):
        self.plain(node)
        self.one(node.target)
        self.word(BIN[type(node.op).__name__] + "=")
        self.one(node.value)

    def do_AnnAssign(self, node):
        self.plain(node)
        self.one(node.target)
        self.one(node.annotation)
        self.one(node.value)

    def do_For(self, node, is_async=False):
        self.plain(node, "For")
        self.word("async" if is_async else "")
        self.one(node.target)
        self.one(node.iter)
        self.many(node.body)
        self.many(node.orelse)

    def do_AsyncFor(self, node):
        self.do_For(node, True)

    def do_While(self, node):
        self.plain(node)
        self.one(node.test)
        self.many(node.body)
        self.many(node.orelse)

    do_If = do_While

    def do_With(self, node, is_async=False):
        self.plain(node, "With")
        self.word("async" if is_async else "")
        for item in node.items:
            self.one(item.context_expr)
            self.one(item.optional_vars)
        self.many(node.body)

    def do_AsyncWith(self, node):
        self.do_With(node, True)

    def do_Match(self, node):
        self.plain(node)
        self.one(node.subject)
        for case in node.cases:
            captures, values = {}, []
            self.pattern(case.pattern, captures, values)
            self.word("case", "any" if self.irrefutable(case.pattern) else "")
            self.word(*captures)
            self.many(values)
            self.one(case.guard)
            self.many(case.body)

    def irrefutable(self, pattern):
        if isinstance(pattern, ast.MatchAs):
            return pattern.pattern is None or self.irrefutable(pattern.pattern)
        return isinstance(pattern, ast.MatchOr) and self.irrefutable(pattern.patterns[-1])

    def pattern(self, pattern, captures, values):
        kind = type(pattern).__name__
        if kind == "MatchValue":
            values.append(pattern.value)
        elif kind == "MatchSingleton":
            values.append(ast.copy_location(ast.Constant(pattern.value), pattern))
        elif kind in ("MatchSequence", "MatchOr"):
            for one in pattern.patterns:
                self.pattern(one, captures, values)
        elif kind == "MatchMapping":
            for key, one in zip(pattern.keys, pattern.patterns):
                values.append(key)
                self.pattern(one, captures, values)
            if pattern.rest:
                captures[pattern.rest] = None
        elif kind == "MatchClass":
            values.append(pattern.cls)
            for one in pattern.patterns + pattern.kwd_patterns:
                self.pattern(one, captures, values)
        elif kind == "MatchStar":
            if pattern.name:
                captures[pattern.name] = None
        elif kind == "MatchAs":
            if pattern.pattern:
                self.pattern(pattern.pattern, captures, values)
            if pattern.name:
                captures[pattern.name] = None

    def do_Raise(self, node):
        self.plain(node)
        self.one(node.exc)
        self.one(node.cause)

    def do_Try(self, node, is_star=False):
        self.plain(node, "Try")
        self.word("*" if is_star else "")
        self.many(node.body)
        for handler in node.handlers:
            self.word("except")
            self.at(handler)
            self.one(handler.type)
            self.word(handler.name or "~")
            self.many(handler.body)
        self.many(node.orelse)
        self.many(node.finalbody)

    def do_TryStar(self, node):
        self.do_Try(node, True)

    def do_Assert(self, node):
        self.plain(node)
        self.one(node.test)
        self.one(node.msg)

    def aliases(self, names):
        for alias in names:
            self.word(alias.name, alias.asname or "~")
            self.at(alias)

    def do_Import(self, node):
        self.plain(node)
        self.aliases(node.names)

    def do_ImportFrom(self, node):
        self.plain(node)
        self.word(str(node.level), node.module or "")
        self.aliases(node.names)

    def do_Global(self, node):
        self.plain(node)
        self.word(*node.names)

    do_Nonlocal = do_Global

    def do_Expr(self, node):
        self.plain(node, "ExprStmt")
        self.one(node.value)

    do_Pass = do_Break = do_Continue = plain

    # expressions

    def do_Name(self, node):
        self.plain(node)
        self.word(node.id)

    def do_Constant(self, node):
        self.plain(node)
        value = node.value
        if value is None or value is True or value is False:
            self.word(str(value))
        elif value is ...:
            self.word("Ellipsis")
        elif isinstance(value, (str, bytes)):
            self.word(type(value).__name__)
            if self.strings:
                self.word(value if isinstance(value, str) else value.decode("latin-1"))
        else:
            self.word(type(value).__name__)

    def do_Attribute(self, node):
        self.plain(node)
        self.one(node.value)
        self.word(node.attr)

    def do_Subscript(self, node):
        self.plain(node)
        self.one(node.value)
        self.one(node.slice)

    def do_Call(self, node):
        self.plain(node)
        self.one(node.func)
        self.many(node.args)
        self.keywords(node.keywords)

    def do_BoolOp(self, node):
        self.plain(node)
        self.word(type(node.op).__name__.lower())
        self.many(node.values)

    def do_NamedExpr(self, node):
        self.plain(node)
        self.word(node.target.id)
        self.one(node.value)

    def do_BinOp(self, node):
        self.plain(node)
        self.one(node.left)
        self.word(BIN[type(node.op).__name__])
        self.one(node.right)

    def do_UnaryOp(self, node):
        self.plain(node)
        self.word(UNARY[type(node.op).__name__])
        self.one(node.operand)

    def do_Compare(self, node):
        self.plain(node)
        self.one(node.left)
        self.word(*(COMPARE[type(op).__name__] for op in node.ops))
        self.many(node.comparators)

    def do_Lambda(self, node):
        self.plain(node)
        self.parameters(node.args)
        self.one(node.body)

    def do_IfExp(self, node):
        self.plain(node)
        self.one(node.test)
        self.one(node.body)
        self.one(node.orelse)

    def do_Tuple(self, node):
        self.plain(node)
        self.many(node.elts)

    do_List = do_Set = do_Tuple

    def do_Dict(self, node):
        self.plain(node)
        self.many(node.keys)
        self.many(node.values)

    def comprehension(self, node, form, element, value=None):
        self.plain(node, "Comprehension")
        self.word(form)
        self.one(element)
        self.one(value)
        for generator in node.generators:
            self.word("async" if generator.is_async else "")
            self.one(generator.target)
            self.one(generator.iter)
            self.many(generator.ifs)

    def do_ListComp(self, node):
        self.comprehension(node, "list", node.elt)

    def do_SetComp(self, node):
        self.comprehension(node, "set", node.elt)

    def do_GeneratorExp(self, node):
        self.comprehension(node, "generator", node.elt)

    def do_DictComp(self, node):
        self.comprehension(node, "dict", node.key, node.value)

    def do_Await(self, node):
        self.plain(node)
        self.one(node.value)

    do_Yield = do_YieldFrom = do_Starred = do_Await

    def do_JoinedStr(self, node):
        self.plain(node)
        self.in_fstring += 1
        found = []
        self.interpolations(node, found)
        self.many(found)
        self.in_fstring -= 1

    def interpolations(self, node, found):
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                found.append(value.value)
                if value.format_spec:
                    self.interpolations(value.format_spec, found)

    def do_Slice(self, node):
        self.plain(node)
        self.one(node.lower)
        self.one(node.upper)
        self.one(node.step)


class Source(str):
    def splitlines_python(self):
        """Lines with their ends, as the tokenizer has them: only CR, LF and CRLF end one."""
        import re

        return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", self)


def dump(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        tree = ast.parse(data, path)
        encoding, _ = tokenize.detect_encoding(iter(data.splitlines(True)).__next__)
        source = Source(data.decode(encoding))
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
        return None
    dumper = Dump(source, source.isascii(), "\\N{" not in source)
    dumper.many(tree.body)
    return "\n".join(dumper.out)


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    for path in sys.stdin.read().splitlines():
        text = dump(path)
        if sys.argv[1] == "text":
            print(text)
        elif text is None:
            print("-")
        else:
            print(hashlib.md5(text.encode("utf-16-le", "surrogatepass")).hexdigest())


main()
