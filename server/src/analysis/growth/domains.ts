/** How many values there may be, and the names by which programs tell. */

/**
 * `closed`: a handful, fixed by the program; `small`: few, as a rule, as languages or encodings; `given`: whatever callers
 * hand in whom the file does not show; `unknown`: it cannot be told; `fresh`: objects made again and again, whatever they
 * hold; `open`: shown to be different ones, again and again.
 */
export type Domain = "closed" | "small" | "given" | "unknown" | "fresh" | "open";

const ORDER: readonly Domain[] = ["closed", "small", "given", "unknown", "fresh", "open"];

/** The widest of several domains; of none, there is nothing that differs. */
export function widest(domains: readonly Domain[]): Domain {
  let found = 0;
  for (const one of domains) found = Math.max(found, ORDER.indexOf(one));
  return ORDER[found] ?? "unknown";
}

/** Whether there may be so many that what keeps one of each grows; not where it hangs on callers that nobody sees. */
export function isWide(domain: Domain): boolean {
  return domain === "open" || domain === "fresh";
}

/** How many values there are of what is read of, or computed from, something: of new objects that may be the same. */
export function derived(domain: Domain): Domain {
  return domain === "fresh" ? "unknown" : domain;
}

/** Functions of few values: of the machine, of the process, of types. */
export const CLOSED_CALLS =
  /^(?:builtins\.(?:type|bool|isinstance|issubclass|callable|hasattr)|os\.(?:getpid|getppid|getuid|getcwd|name|uname|cpu_count)|platform\.\w+|sys\.\w+|locale\.\w+|sysconfig\.\w+|threading\.main_thread|time\.tzname)$/;
export const SMALL_CALLS =
  /^(?:threading\.(?:get_ident|get_native_id|current_thread|currentThread)|_thread\.get_ident|asyncio\.(?:get_running_loop|get_event_loop|current_task)|multiprocessing\.current_process|os\.environ\.get|os\.getenv|logging\.getLogger|importlib\.import_module|inspect\.getmodule)$/;
/** Functions that have as many results as there are arguments for them, and no more. */
export const PURE_CALLS =
  /^(?:builtins\.(?:str|int|repr|tuple|frozenset|hash|float|abs|round|sorted|list|set|dict|min|max|getattr|ascii|bytes|map|filter|reversed|enumerate|zip)|os\.(?:fspath|fsdecode|fsencode)|os\.path\.(?:abspath|realpath|normpath|normcase|join|dirname|basename|expanduser|split|splitext)|pathlib\.(?:Path|PurePath|PosixPath)|hashlib\.(?!new)\w+|urllib\.parse\.(?:quote|unquote|urlparse|urlsplit))$/;
/** Functions that give something else with each call. */
export const OPEN_CALLS =
  /^(?:builtins\.(?:next|input|open)|uuid\.uuid\d|time\.(?:time|monotonic|perf_counter|process_time|time_ns|ctime|strftime)|datetime\.datetime\.(?:now|utcnow|fromtimestamp)|random\.\w+|secrets\.\w+|os\.(?:urandom|listdir|scandir|walk)|tempfile\.\w+|itertools\.count|glob\.i?glob)$/;
export const OPEN_METHODS =
  /^(?:read|readline|readlines|recv|recvfrom|receive|accept|fetchone|fetchall|iterdir|glob|rglob)$/;
/** What a program has imported. */
export const CLOSED_PLACES = /^sys\.(?:modules|path|meta_path|builtin_module_names)$/;

/** Attributes of few values: of types, functions and modules, of versions and dates. */
export const CLOSED_ATTRIBUTES =
  /^(?:__(?!dict__)\w+__|month|hour|minute|second|weekday|dtype|itemsize|ndim|value_type|_fields_|_fields|co_\w+|major|minor|micro)$/;
export const CLOSED_METHODS = /^(?:weekday|isoweekday|__bool__)$/;
/** Methods that give something of the text, path or digest that they are called on. */
export const TEXT_METHODS =
  /^(?:lower|upper|strip|lstrip|rstrip|casefold|title|capitalize|format|encode|decode|replace|swapcase|split|rsplit|partition|rpartition|removeprefix|removesuffix|join|hexdigest|digest|as_posix|absolute|resolve|expanduser|with_suffix)$/;

export const CLOSED_ANNOTATIONS =
  /^(?:bool|type|Type|Literal|LiteralString|ModuleType|FunctionType|CodeType|None|Enum)$/;
export const SMALL_ANNOTATIONS =
  /(?:^|\.)(?:dtype|DType|device|Device|Locale|Loop|AbstractEventLoop|Signature)$|Enum$|Kind$|Mode$|Level$|Type$|Class$/;
/** Types of what differs from call to call. */
export const OPEN_ANNOTATIONS =
  /^(?:float|bytes|complex|Decimal|Fraction|datetime|date|time|UUID|IPv4Address|IPv6Address|ndarray|Request|Session|Message|Frame)$/;

export const CLOSED_NAMES = /^(?:cls|klass|clazz|type_|typ|tp|_type|_cls|typecode|py_type|metacls|mcs)$/;
export const SMALL_NAMES =
  /^_*(?:\w+_)?(?:lang|language|locale|encoding|charset|codec|dtype|device|platform|backend|scheme|mode|level|severity|cls|class|klass|type|types|func|function|fn|method|module|model|kind|engine|dialect|currency|tz|timezone|protocol|unit|color|colour|style|theme|feature|flag|loop|package|plugin|fullname|modname|errno|signum|path|file|filename|fname|filepath|dir|directory|dirname|folder|prefix|suffix|version|interpreter|executable|domain|option|setting|section|column|col|field|attr|attribute|prop|property|label|tag|category|topic|format|fmt|extension|ext|provider|type_?num|type_?code|type_?id)s?(?:_?name)?$/;
/** Names of what differs from call to call: who asks, for what, when, and the texts of the outside. */
export const OPEN_NAMES =
  /^_*(?:\w+_)?(?:id|uid|uuid|guid|token|session|sid|cookie|tmp|temp|tmp_?path|tmp_?dir|temp_?dir|request|req|user|username|user_?name|login|client|customer|visitor|member|account|job|order|ticket|transaction|event|message|msg|mail|email|text|body|content|payload|line|word|phrase|sentence|question|query|sql|url|uri|href|address|addr|ip|peer|timestamp|now|packet|digest|checksum|comment|post|article)s?(?:_?(?:name|id|key))?$/;
