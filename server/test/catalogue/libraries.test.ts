/**
 * Every way to acquire something that the catalogue knows of a library, tried on the linter: lost, released,
 * entered and handed over. The programs are made from one expression a row; what releases and what 'with'
 * does is read from the catalogue, and the facts of the libraries themselves from their sources.
 */
import { describe, expect, it } from "vitest";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { libraries } from "../../src/catalogue/data/index.js";
import type { CallableEntry, CatalogueData, ResourceEntry, ValueSpec } from "../../src/catalogue/schema.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";

const catalogue = builtinCatalogue();
const linter = await createLinter({});
const settings = defaultSettings(linter.rules);

interface Row {
  /** A callable, or `type.method`. */
  readonly entry: string;
  /** What acquires. */
  readonly open: string;
  /** A statement that uses `h`. */
  readonly use: string;
  /** What stands at the top of the file, under the import. */
  readonly above?: string;
  /** What releases `h`, where it is not its method. */
  readonly close?: string;
}

const ROWS: readonly Row[] = [
  // HTTP
  { entry: "requests.Session", open: "requests.Session()", use: "h.get(u)" },
  { entry: "httpx.Client", open: "httpx.Client(timeout=3)", use: "h.get(u)" },
  { entry: "httpx.AsyncClient", open: "httpx.AsyncClient()", use: "await h.get(u)" },
  { entry: "aiohttp.ClientSession", open: "aiohttp.ClientSession()", use: "await h.post(u, data=b'')" },
  { entry: "websocket.create_connection", open: "websocket.create_connection(u)", use: "h.send('x')" },
  { entry: "websockets.connect", open: "websockets.connect(u)", use: "await h.send('x')" },
  ...["get", "options", "head", "post", "put", "patch", "delete"].flatMap((verb) => [
    { entry: `requests.${verb}`, open: `requests.${verb}(u, stream=True)`, use: "print(h.status_code)" },
    {
      entry: `requests-session.${verb}`,
      above: "session = requests.Session()",
      open: `session.${verb}(u, stream=True)`,
      use: "h.raise_for_status()",
    },
  ]),
  { entry: "requests.request", open: "requests.request('GET', u, stream=True)", use: "print(h.status_code)" },
  {
    entry: "requests-session.request",
    above: "session = requests.Session()",
    open: "session.request('GET', u, stream=True)",
    use: "print(h.status_code)",
  },
  {
    entry: "requests-session.send",
    above: "session = requests.Session()",
    open: "session.send(u, stream=True)",
    use: "print(h.headers)",
  },
  {
    entry: "httpx-client.send",
    above: "client = httpx.Client()",
    open: "client.send(u, stream=True)",
    use: "print(h.headers)",
  },
  {
    entry: "httpx-async-client.send",
    above: "client = httpx.AsyncClient()",
    open: "client.send(u, stream=True)",
    use: "print(h.headers)",
  },
  ...["request", "urlopen", "request_encode_body", "request_encode_url"].map((name) => ({
    entry: `urllib3-pool.${name}`,
    above: "http = urllib3.PoolManager()",
    open: `http.${name}('GET', u, preload_content=False)`,
    use: "print(h.status)",
  })),
  { entry: "urllib3.request", open: "urllib3.request('GET', u, preload_content=False)", use: "print(h.status)" },
  // Databases
  { entry: "psycopg2.connect", open: "psycopg2.connect(u)", use: "h.cursor().execute('select 1')" },
  {
    entry: "psycopg2.pool.ThreadedConnectionPool",
    open: "psycopg2.pool.ThreadedConnectionPool(1, 2, u)",
    use: "print(h)",
  },
  {
    entry: "psycopg2-pool.getconn",
    above: "pool = psycopg2.pool.ThreadedConnectionPool(1, 2)",
    open: "pool.getconn()",
    use: "h.commit()",
    close: "pool.putconn(h)",
  },
  { entry: "psycopg.connect", open: "psycopg.connect(u)", use: "h.execute('select 1')" },
  { entry: "psycopg.AsyncConnection.connect", open: "psycopg.AsyncConnection.connect(u)", use: "await h.commit()" },
  { entry: "psycopg_pool.ConnectionPool", open: "psycopg_pool.ConnectionPool(u)", use: "h.wait()" },
  {
    entry: "psycopg-pool.getconn",
    above: "pool = psycopg_pool.ConnectionPool('x')",
    open: "pool.getconn()",
    use: "h.execute('select 1')",
    close: "pool.putconn(h)",
  },
  { entry: "psycopg_pool.AsyncConnectionPool", open: "psycopg_pool.AsyncConnectionPool(u)", use: "await h.wait()" },
  { entry: "pymysql.connect", open: "pymysql.connect(host=u)", use: "h.commit()" },
  { entry: "MySQLdb.connect", open: "MySQLdb.connect(host=u)", use: "h.commit()" },
  { entry: "mysql.connector.connect", open: "mysql.connector.connect(host=u)", use: "h.commit()" },
  { entry: "pyodbc.connect", open: "pyodbc.connect(u)", use: "h.execute('select 1')" },
  { entry: "oracledb.connect", open: "oracledb.connect(u)", use: "h.commit()" },
  { entry: "oracledb.create_pool", open: "oracledb.create_pool(user=u)", use: "print(h)" },
  {
    entry: "oracle-pool.acquire",
    above: "pool = oracledb.create_pool(user='x')",
    open: "pool.acquire()",
    use: "h.commit()",
    close: "pool.release(h)",
  },
  { entry: "snowflake.connector.connect", open: "snowflake.connector.connect(user=u)", use: "h.execute_string('x')" },
  { entry: "pymssql.connect", open: "pymssql.connect(u)", use: "h.commit()" },
  { entry: "redshift_connector.connect", open: "redshift_connector.connect(host=u)", use: "h.commit()" },
  { entry: "vertica_python.connect", open: "vertica_python.connect(host=u)", use: "h.commit()" },
  { entry: "duckdb.connect", open: "duckdb.connect(u)", use: "h.commit()" },
  { entry: "apsw.Connection", open: "apsw.Connection(u)", use: "h.execute('select 1')" },
  { entry: "asyncpg.connect", open: "asyncpg.connect(u)", use: "await h.fetch('select 1')" },
  { entry: "asyncpg.create_pool", open: "asyncpg.create_pool(u)", use: "await h.fetch('select 1')" },
  {
    entry: "asyncpg-pool.acquire",
    above: "pool = asyncpg.create_pool('x')",
    open: "pool.acquire()",
    use: "await h.fetch('select 1')",
    close: "await pool.release(h)",
  },
  { entry: "aiosqlite.connect", open: "aiosqlite.connect(u)", use: "await h.commit()" },
  { entry: "aiomysql.connect", open: "aiomysql.connect(host=u)", use: "await h.commit()" },
  { entry: "aiomysql.create_pool", open: "aiomysql.create_pool(host=u)", use: "await h.clear()" },
  {
    entry: "aiomysql-pool.acquire",
    above: "pool = aiomysql.create_pool(host='x')",
    open: "pool.acquire()",
    use: "await h.commit()",
    close: "pool.release(h)",
  },
  { entry: "sqlalchemy.orm.Session", open: "sqlalchemy.orm.Session(e)", use: "h.add(u)" },
  {
    entry: "sqlalchemy-engine.connect",
    above: "engine = sqlalchemy.create_engine('sqlite://')",
    open: "engine.connect()",
    use: "h.execute(u)",
  },
  {
    entry: "sqlalchemy-engine.raw_connection",
    above: "engine = sqlalchemy.create_engine('sqlite://')",
    open: "engine.raw_connection()",
    use: "h.commit()",
  },
  {
    entry: "sqlalchemy.ext.asyncio.AsyncSession",
    open: "sqlalchemy.ext.asyncio.AsyncSession(e)",
    use: "await h.commit()",
  },
  {
    entry: "sqlalchemy-async-engine.connect",
    above: "engine = sqlalchemy.ext.asyncio.create_async_engine('x')",
    open: "engine.connect()",
    use: "await h.execute(u)",
  },
  { entry: "sqlmodel.Session", open: "sqlmodel.Session(e)", use: "h.add(u)" },
  // Stores and brokers
  { entry: "pymongo.MongoClient", open: "pymongo.MongoClient(u)", use: "print(h.shop.carts.find_one({}))" },
  {
    entry: "pymongo.AsyncMongoClient",
    open: "pymongo.AsyncMongoClient(u)",
    use: "print(await h.shop.carts.find_one({}))",
  },
  { entry: "aiokafka.AIOKafkaConsumer", open: "aiokafka.AIOKafkaConsumer('topic')", use: "await h.start()" },
  { entry: "aiokafka.AIOKafkaProducer", open: "aiokafka.AIOKafkaProducer()", use: "await h.start()" },
  { entry: "redis.asyncio.Redis", open: "redis.asyncio.Redis(host=u)", use: "await h.get('x')" },
  { entry: "redis.asyncio.from_url", open: "redis.asyncio.from_url(u)", use: "await h.get('x')" },
  { entry: "neo4j.GraphDatabase.driver", open: "neo4j.GraphDatabase.driver(u)", use: "h.verify_connectivity()" },
  {
    entry: "neo4j-driver.session",
    above: "driver = neo4j.GraphDatabase.driver('x')",
    open: "driver.session()",
    use: "h.run('x')",
  },
  {
    entry: "neo4j.AsyncGraphDatabase.driver",
    open: "neo4j.AsyncGraphDatabase.driver(u)",
    use: "await h.verify_connectivity()",
  },
  { entry: "lmdb.open", open: "lmdb.open(u)", use: "h.stat()" },
  { entry: "plyvel.DB", open: "plyvel.DB(u)", use: "h.get(b'x')" },
  { entry: "kafka.KafkaConsumer", open: "kafka.KafkaConsumer('topic')", use: "h.poll()" },
  { entry: "kafka.KafkaProducer", open: "kafka.KafkaProducer(bootstrap_servers=u)", use: "h.send('topic', b'x')" },
  { entry: "kafka.KafkaAdminClient", open: "kafka.KafkaAdminClient()", use: "h.list_topics()" },
  { entry: "confluent_kafka.Consumer", open: "confluent_kafka.Consumer({})", use: "h.poll(1)" },
  { entry: "pika.BlockingConnection", open: "pika.BlockingConnection()", use: "h.process_data_events()" },
  { entry: "aio_pika.connect", open: "aio_pika.connect(u)", use: "await h.ready()" },
  { entry: "zmq.Context", open: "zmq.Context()", use: "h.set(1, 2)" },
  {
    entry: "zmq-shared-context.socket",
    above: "context = zmq.Context.instance()",
    open: "context.socket(zmq.REQ)",
    use: "h.send(b'x')",
  },
  { entry: "grpc.insecure_channel", open: "grpc.insecure_channel(u)", use: "h.subscribe(print)" },
  { entry: "grpc.secure_channel", open: "grpc.secure_channel(u, c)", use: "h.subscribe(print)" },
  { entry: "grpc.aio.insecure_channel", open: "grpc.aio.insecure_channel(u)", use: "await h.channel_ready()" },
  { entry: "ldap3.Connection", open: "ldap3.Connection(u, auto_bind=True)", use: "h.search('x', 'y')" },
  // Far ends and devices
  { entry: "paramiko.SSHClient", open: "paramiko.SSHClient()", use: "h.connect(u)" },
  { entry: "paramiko.Transport", open: "paramiko.Transport((u, 22))", use: "h.connect()" },
  { entry: "selenium.webdriver.Chrome", open: "selenium.webdriver.Chrome()", use: "h.get(u)" },
  {
    entry: "playwright-manager.start",
    open: "playwright.sync_api.sync_playwright().start()",
    use: "print(h)",
  },
  {
    entry: "async-playwright-manager.start",
    open: "playwright.async_api.async_playwright().start()",
    use: "print(h)",
  },
  { entry: "serial.Serial", open: "serial.Serial(u, 9600)", use: "h.write(b'x')" },
  { entry: "serial.serial_for_url", open: "serial.serial_for_url(u)", use: "h.write(b'x')" },
  { entry: "can.Bus", open: "can.Bus('can0')", use: "h.recv()" },
  { entry: "smbus2.SMBus", open: "smbus2.SMBus(1)", use: "h.read_byte(80)" },
  // Files
  { entry: "aiofiles.open", open: "aiofiles.open(u)", use: "await h.read()" },
  { entry: "anyio.open_file", open: "anyio.open_file(u)", use: "await h.read()" },
  { entry: "fsspec-open-file.open", open: "fsspec.open(u).open()", use: "h.read()" },
  { entry: "fsspec-filesystem.open", above: "fs = fsspec.filesystem('file')", open: "fs.open(u)", use: "h.read()" },
  { entry: "smart_open.open", open: "smart_open.open(u)", use: "h.read()" },
  { entry: "lz4.frame.open", open: "lz4.frame.open(u)", use: "h.read()" },
  { entry: "py7zr.SevenZipFile", open: "py7zr.SevenZipFile(u)", use: "h.extractall()" },
  { entry: "rarfile.RarFile", open: "rarfile.RarFile(u)", use: "h.extractall()" },
  { entry: "jsonlines.open", open: "jsonlines.open(u)", use: "h.read()" },
  { entry: "pdfplumber.open", open: "pdfplumber.open(u)", use: "h.to_json()" },
  { entry: "fitz.open", open: "fitz.open(u)", use: "h.get_toc()" },
  { entry: "xlsxwriter.Workbook", open: "xlsxwriter.Workbook(u)", use: "h.set_properties({})" },
  // Media
  { entry: "PIL.Image.open", open: "PIL.Image.open(u)", use: "print(h.size)" },
  { entry: "cv2.VideoCapture", open: "cv2.VideoCapture(u)", use: "h.read()" },
  { entry: "cv2.VideoWriter", open: "cv2.VideoWriter(u, 0, 25, (1, 1))", use: "h.write(e)" },
  { entry: "tifffile.TiffFile", open: "tifffile.TiffFile(u)", use: "h.asarray()" },
  { entry: "tifffile.TiffWriter", open: "tifffile.TiffWriter(u)", use: "h.write(e)" },
  { entry: "imageio.get_reader", open: "imageio.get_reader(u)", use: "h.get_data(0)" },
  { entry: "imageio.get_writer", open: "imageio.get_writer(u)", use: "h.append_data(e)" },
  { entry: "soundfile.SoundFile", open: "soundfile.SoundFile(u)", use: "h.read()" },
  { entry: "av.open", open: "av.open(u)", use: "h.seek(0)" },
  { entry: "moviepy.VideoFileClip", open: "moviepy.VideoFileClip(u)", use: "h.save_frame('x.png')" },
  { entry: "pyaudio.PyAudio", open: "pyaudio.PyAudio()", use: "h.get_device_count()" },
  // Data
  { entry: "h5py.File", open: "h5py.File(u)", use: "print(h['x'][:])" },
  { entry: "netCDF4.Dataset", open: "netCDF4.Dataset(u)", use: "print(h.variables['x'][0].sum())" },
  { entry: "xarray.open_dataset", open: "xarray.open_dataset(u)", use: "print(h.info())" },
  { entry: "numpy.load", open: "numpy.load(u / 'x.npz')", use: "print(h['x'])" },
  { entry: "pandas.HDFStore", open: "pandas.HDFStore(u)", use: "h.put('x', e)" },
  { entry: "pandas.ExcelWriter", open: "pandas.ExcelWriter(u)", use: "print(h)" },
  { entry: "pandas.ExcelFile", open: "pandas.ExcelFile(u)", use: "h.parse('x')" },
  { entry: "pyarrow.OSFile", open: "pyarrow.OSFile(u)", use: "h.read()" },
  { entry: "pyarrow.parquet.ParquetWriter", open: "pyarrow.parquet.ParquetWriter(u, e)", use: "h.write_table(e)" },
  { entry: "pyarrow.ipc.new_file", open: "pyarrow.ipc.new_file(u, e)", use: "h.write_table(e)" },
  { entry: "rasterio.open", open: "rasterio.open(u)", use: "h.read(1)" },
  { entry: "fiona.open", open: "fiona.open(u)", use: "h.flush()" },
  { entry: "tables.open_file", open: "tables.open_file(u)", use: "h.flush()" },
];

/** `LINE RULE` of all warnings in a program. */
function warnings(text: string): string[] {
  const report = linter.lint("/p/mod.py", text, settings);
  expect(report.errors).toEqual([]);
  return report.findings
    .filter((finding) => finding.level === "warning")
    .map((finding) => `${report.lines.lineAt(finding.range.start) + 1} ${finding.rule}`);
}

function entryOf(row: Row): CallableEntry {
  const dot = row.entry.indexOf(".");
  const method = catalogue.type(row.entry.slice(0, dot))?.methods?.[row.entry.slice(dot + 1)];
  const entry = method ?? catalogue.callable(row.entry);
  if (entry === undefined) throw new Error(`no entry ${row.entry}`);
  return entry;
}

function resourceOf(entry: CallableEntry): ResourceEntry {
  const resource = typeof entry.returns === "string" ? catalogue.type(entry.returns)?.resource : undefined;
  if (resource === undefined) throw new Error("returns no resource");
  return resource;
}

/** The programs of a row; `h` stands on line 6. */
function programs(row: Row) {
  const entry = entryOf(row);
  const resource = resourceOf(entry);
  const isAsync = entry.async === true || resource.awaitRelease === true || resource.asyncWith === "release";
  const top = /[a-z_]\w*/i.exec(row.above ? row.above.replace(/^\w+ = /, "") : row.open)?.[0];
  const head = [`import ${top}`, row.above ?? "", "", ""];
  const open = entry.async ? `await ${row.open}` : row.open;
  const close = row.close ?? `${resource.awaitRelease ? "await " : ""}h.${resource.release[0]}()`;
  const def = isAsync ? "async def" : "def";
  const program = (...body: string[]) => [...head, `${def} f(u, e, c, keep):`, ...body, ""].join("\n");
  const statement = isAsync ? resource.asyncWith : resource.with;
  return {
    statement,
    lost: program(`    h = ${open}`, `    ${row.use}`),
    lostEarly: program(`    h = ${open}`, "    if u:", "        return", `    ${close}`),
    temporary: program(`    print(${open})`),
    released: program(`    h = ${open}`, "    try:", `        ${row.use}`, "    finally:", `        ${close}`),
    entered: program(`    ${isAsync ? "async " : ""}with ${row.open} as h:`, `        ${row.use}`),
    returned: program(`    h = ${open}`, "    return h"),
    passedOn: program(`    h = ${open}`, "    keep(h)"),
    stored: program(`    h = ${open}`, "    keep.handle = h"),
  };
}

function tryOut(row: Row): void {
  const made = programs(row);
  const rule = resourceOf(entryOf(row)).awaitRelease === true ? "LK109" : "LK101";
  expect(warnings(made.lost), made.lost).toEqual([`6 ${rule}`]);
  // What is opened later, by a method, is not open in the others.
  if (entryOf(row).unopened !== true) {
    expect(warnings(made.lostEarly), made.lostEarly).toContain(`6 ${rule}`);
    expect(warnings(made.temporary), made.temporary).toEqual(["6 LK103"]);
  }
  for (const clean of [made.released, made.returned, made.passedOn, made.stored]) {
    expect(warnings(clean), clean).toEqual([]);
  }
  if (made.statement === "release") expect(warnings(made.entered), made.entered).toEqual([]);
  if (made.statement === "keep") expect(warnings(made.entered), made.entered).toEqual(["6 LK106"]);
}

describe("what a library gives, it wants back", () => {
  for (const row of ROWS) it(row.entry, () => tryOut(row));

  it("is tried for every entry that acquires", () => {
    const isResource = (value: ValueSpec | undefined) =>
      typeof value === "string" && catalogue.type(value)?.resource !== undefined;
    const data = Object.values(libraries) as CatalogueData[];
    const entries = data.flatMap((one) => [
      ...Object.entries(one.callables ?? {}).map(([name, entry]) => [name, entry.returns] as const),
      ...Object.entries(one.types ?? {}).flatMap(([type, { methods }]) =>
        Object.entries(methods ?? {})
          .filter(([name]) => name !== "__call__")
          .map(([name, entry]) => [`${type}.${name}`, entry.returns] as const),
      ),
    ]);
    const acquiring = entries.filter(([, returns]) => isResource(returns)).map(([name]) => name);
    // What matters in a loop only stands among the programs.
    const tried = [...ROWS.map((row) => row.entry), "boto3.client", "matplotlib.pyplot.figure"];
    expect(acquiring.sort()).toEqual(tried.sort());
  });
});
