/** Programs that use libraries, each silent or reported for one reason, which its name says. */
import { describe, expect, it } from "vitest";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { libraries } from "../../src/catalogue/data/index.js";
import type { CatalogueData } from "../../src/catalogue/schema.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";

const catalogue = builtinCatalogue();
const linter = await createLinter({});
const settings = defaultSettings(linter.rules);

/** `LINE RULE` of all warnings in a program. */
function warnings(text: string): string[] {
  const report = linter.lint("/p/mod.py", text, settings);
  expect(report.errors).toEqual([]);
  return report.findings
    .filter((finding) => finding.level === "warning")
    .map((finding) => `${report.lines.lineAt(finding.range.start) + 1} ${finding.rule}`);
}

type Program = readonly [what: string, text: string, ...expected: string[]];

const SILENT: readonly Program[] = [
  [
    "figures that are closed",
    "import matplotlib.pyplot as plt\ndef f(tables):\n    for name, rows in tables:\n        fig, ax = plt.subplots()\n        ax.plot(rows)\n        fig.savefig(name)\n        plt.close(fig)\n    for name in tables:\n        plt.figure()\n        plt.savefig(name)\n        plt.close()\n    for name in tables:\n        g = plt.figure()\n        plt.savefig(name)\n        plt.close('all')",
  ],
  [
    "figures that are shown together",
    "import matplotlib.pyplot as plt\ndef f(tables):\n    for rows in tables:\n        plt.figure()\n        plt.plot(rows)\n    plt.show()",
  ],
  [
    "one figure",
    "import matplotlib.pyplot as plt\ndef f(rows):\n    fig = plt.figure()\n    plt.plot(rows)\n    plt.savefig('x')",
  ],
  [
    "figures that are returned",
    "import matplotlib.pyplot as plt\ndef f(n):\n    return [plt.figure() for _ in range(n)]",
  ],
  [
    "figures that another function may close",
    "import matplotlib.pyplot as plt\ndef save(name):\n    plt.savefig(name)\n    plt.close()\ndef f(names):\n    for name in names:\n        plt.figure()\n        save(name)",
  ],
  [
    "a cursor that keeps its connection",
    "import pymysql\nclass A:\n    def __init__(self, u):\n        self.cursor = pymysql.connect(host=u).cursor()\n    def close(self):\n        self.cursor.connection.close()",
  ],
  ["a cursor that is returned", "import pymysql\ndef f(u):\n    c = pymysql.connect(host=u)\n    return c.cursor()"],
  [
    "a connection closed through its cursor",
    "import psycopg2\ndef f(u):\n    k = psycopg2.connect(u).cursor()\n    k.execute('x')\n    k.connection.close()",
  ],
  [
    "a cursor handed to an object",
    "import psycopg2\nfrom acme import Table\ndef f(u):\n    return Table(psycopg2.connect(u).cursor())",
  ],
  [
    "a clip cut out of a clip",
    "import moviepy\ndef f(p):\n    c = moviepy.VideoFileClip(p)\n    return c.subclipped(0, 5)",
  ],
  ["data of a file", "import h5py\ndef f(p):\n    h = h5py.File(p)\n    return h['g']['x']"],
  [
    "a lazy sum of data of a file",
    "import xarray as xr\ndef f(p):\n    d = xr.open_dataset(p)\n    return d['a'] + d['b'].sel(t=1)",
  ],
  ["a data set that is loaded", "import xarray as xr\ndef f(p):\n    return xr.open_dataset(p).load()"],
  [
    "a page that outlives the function",
    "from selenium import webdriver\ndef f(u):\n    d = webdriver.Chrome()\n    try:\n        return d.find_element('id', 'x')\n    except OSError:\n        d.quit()\n        raise",
  ],
  [
    "a query that goes on",
    "from sqlalchemy.orm import sessionmaker\nSession = sessionmaker()\ndef f(q):\n    s = Session()\n    return s.query(q).filter(q == 1)",
  ],
  [
    "a session of a factory, entered",
    "from sqlalchemy.orm import sessionmaker\nSession = sessionmaker()\ndef f(q):\n    with Session() as s, s.begin():\n        s.add(q)",
  ],
  [
    "a response read to its end",
    "import requests\ndef f(u, p):\n    r = requests.get(u, stream=True)\n    with open(p, 'wb') as f:\n        for part in r.iter_content(9):\n            f.write(part)",
  ],
  [
    "a response whose content is taken",
    "import requests\ndef f(u):\n    r = requests.get(u, stream=True)\n    print(len(r.content))\n    return requests.post(u, stream=True).json()",
  ],
  [
    "a response that is copied",
    "import requests, shutil\ndef f(u, g):\n    r = requests.get(u, stream=True)\n    shutil.copyfileobj(r.raw, g)",
  ],
  [
    "a response that may be no stream",
    "import requests\ndef f(u, s):\n    a = requests.get(u, stream=False)\n    b = requests.get(u, stream=s)\n    print(a, b)",
  ],
  ["an array that is no archive", "import numpy as np\ndef f(p, q):\n    return np.load(p)['x'] + np.load('x.npy')[0]"],
  ["a client, once", "import boto3\ndef f(name):\n    c = boto3.client('s3')\n    c.head_bucket(Bucket=name)"],
  [
    "a connection that is never opened",
    "import smtplib, ftplib\ndef f():\n    s = smtplib.SMTP()\n    t = ftplib.FTP()\n    print(s, t)",
  ],
  [
    "a session with an adapter",
    "import requests\nfrom requests.adapters import HTTPAdapter\ndef f(u):\n    s = requests.Session()\n    s.mount('https://', HTTPAdapter())\n    try:\n        return s.get(u).json()\n    finally:\n        s.close()",
  ],
  [
    "an awaited lock",
    "import asyncio\nlock = asyncio.Lock()\nasync def f(g):\n    await lock.acquire()\n    try:\n        await g()\n    finally:\n        lock.release()",
  ],
  ["a Session of another module", "from acme import Session\ndef f():\n    s = Session()\n    s.get('x')"],
  ["a Session of one's own", "class Session:\n    pass\ndef f():\n    s = Session()\n    s.get('x')"],
  ["a client of another library", "import acme as httpx\ndef f():\n    c = httpx.Client()\n    c.get('x')"],
  ["a Timer", "from acme import Timer, Client, connect\ndef f():\n    t = Timer(), Client(), connect()\n    print(t)"],
  ["a request without a session", "import requests\ndef f(u):\n    return requests.get(u).json()"],
  [
    "a session kept on the object",
    "import requests\nclass A:\n    def __init__(self):\n        self.s = requests.Session()\n    def close(self):\n        self.s.close()",
  ],
  ["a session of the module", "import requests\nsession = requests.Session()\nprint(session.get('x'))"],
  ["an engine", "from sqlalchemy import create_engine\ndef f(u):\n    e = create_engine(u)\n    print(e.begin())"],
  ["a connection that is not awaited", "import asyncpg\ndef f(u):\n    return asyncpg.connect(u)"],
  ["a serial port not yet named", "import serial\ndef f():\n    s = serial.Serial()\n    print(s)"],
  ["a capture not yet opened", "import cv2\ndef f():\n    c = cv2.VideoCapture()\n    print(c)"],
  ["a document in memory", "import fitz\ndef f(b):\n    d = fitz.open()\n    e = fitz.open(stream=b)\n    print(d, e)"],
  ["an LDAP connection not yet bound", "import ldap3\ndef f(s):\n    c = ldap3.Connection(s)\n    print(c)"],
  [
    "a pool not yet opened",
    "import psycopg_pool\ndef f(u):\n    p = psycopg_pool.ConnectionPool(u, open=False)\n    print(p)",
  ],
  ["a shared ZeroMQ context", "import zmq\ndef f():\n    c = zmq.Context.instance()\n    print(c)"],
  [
    "sockets of a context that is destroyed",
    "import zmq\ndef f(u):\n    with zmq.Context() as c:\n        s = c.socket(zmq.REQ)\n        s.connect(u)",
  ],
  ["an image that is loaded", "from PIL import Image\ndef f(p):\n    return Image.open(p).convert('RGB')"],
  [
    "an image that is resized",
    "from PIL import Image\ndef f(p, q):\n    i = Image.open(p)\n    i.thumbnail((9, 9))\n    i.save(q)",
  ],
  [
    "an image made an array",
    "from PIL import Image\nimport numpy as np\ndef f(p):\n    return np.asarray(Image.open(p))",
  ],
  ["an image of bytes", "import io\nfrom PIL import Image\ndef f(b):\n    print(Image.open(io.BytesIO(b)).size)"],
  [
    "a file that an image lends",
    "from PIL import Image\ndef f(p):\n    with open(p, 'rb') as f:\n        print(Image.open(f).size)",
  ],
  [
    "a browser entered",
    "from selenium import webdriver\ndef f(u):\n    with webdriver.Firefox() as d:\n        d.get(u)",
  ],
  [
    "a pool's connection entered",
    "import asyncpg\nasync def f(u):\n    async with asyncpg.create_pool(u) as p:\n        async with p.acquire() as c:\n            await c.fetch(u)",
  ],
  [
    "an open file of fsspec entered",
    "import fsspec\ndef f(u):\n    with fsspec.open(u) as f:\n        return f.read()",
  ],
  ["a Redis client, which closes itself", "import redis\ndef f():\n    r = redis.Redis()\n    return r.get('x')"],
  [
    "a lock of filelock with a timeout, entered",
    "import filelock\ndef f(p):\n    l = filelock.FileLock(p)\n    with l.acquire(timeout=1):\n        print(1)",
  ],
];

const REPORTED: readonly Program[] = [
  [
    "a figure made for each table",
    "import matplotlib.pyplot as plt\ndef f(tables):\n    for name, rows in tables:\n        fig, ax = plt.subplots()\n        ax.plot(rows)\n        fig.savefig(name)",
    "4 LK101",
  ],
  [
    "a figure without a name made for each table",
    "import matplotlib.pyplot as plt\nfor name in 'abc':\n    plt.figure()\n    plt.plot([1])\n    plt.savefig(name)",
    "3 LK101",
  ],
  [
    "a connection that only its cursor's rows leave",
    "import psycopg2\ndef f(u):\n    c = psycopg2.connect(u)\n    k = c.cursor()\n    k.execute('x')\n    return k.fetchone()[0]",
    "3 LK101",
  ],
  [
    "a connection whose cursor is closed",
    "import psycopg2\nfrom contextlib import closing\ndef f(u):\n    c = psycopg2.connect(u)\n    with closing(c.cursor()) as k:\n        k.execute('x')",
    "4 LK101",
  ],
  [
    "a connection whose cursor a function is lent",
    "import psycopg2\nfrom acme import report\ndef f(u):\n    c = psycopg2.connect(u)\n    report(c.cursor(), 3)",
    "4 LK101",
  ],
  [
    "a session of a factory",
    "from sqlalchemy.orm import sessionmaker\nSession = sessionmaker()\ndef f(q):\n    s = Session()\n    return s.query(q).filter(q == 1).all()",
    "4 LK101",
  ],
  [
    "a session of a factory on the object",
    "from sqlalchemy.orm import sessionmaker\nclass A:\n    def __init__(self, e):\n        self.make = sessionmaker(bind=e)\n    def f(self, q):\n        s = self.make()\n        print(s.scalar(q))",
    "6 LK101",
  ],
  [
    "a pool's connection that is awaited",
    "import asyncpg\nclass A:\n    async def start(self, u):\n        self.pool = await asyncpg.create_pool(u)\n    async def close(self):\n        await self.pool.close()\n    async def f(self, q):\n        c = await self.pool.acquire()\n        return await c.fetch(q)",
    "8 LK109",
  ],
  [
    "a response that is not read",
    "import requests\ndef f(u):\n    return requests.get(u, stream=True).status_code",
    "3 LK103",
  ],
  [
    "a response that is read in part",
    "import requests\ndef f(u):\n    r = requests.get(u, stream=True)\n    for part in r.iter_content(9):\n        if part:\n            return part",
    "3 LK101",
  ],
  ["data sliced out of a file", "import h5py\ndef f(p):\n    h = h5py.File(p)\n    return h['g']['x'][:]", "3 LK101"],
  [
    "the shape of data in a file",
    "import h5py\ndef f(p):\n    h = h5py.File(p, 'r')\n    return h['x'].shape",
    "3 LK101",
  ],
  ["an archive of arrays", "import numpy as np\ndef f(p):\n    return np.load(f'{p}.npz')['x']", "3 LK103"],
  [
    "a data set that is averaged",
    "import xarray as xr\ndef f(p):\n    d = xr.open_dataset(p)\n    print(d.x.mean())",
    "3 LK101",
  ],
  [
    "a client made for each bucket",
    "import boto3\ndef f(names):\n    for name in names:\n        c = boto3.client('s3')\n        c.head_bucket(Bucket=name)",
    "4 LK101",
  ],
  [
    "a port opened later",
    "import serial\ndef f(p):\n    s = serial.Serial()\n    s.port = p\n    s.open()\n    print(s.read(1))",
    "3 LK101",
  ],
  [
    "a mail connection opened later",
    "import smtplib\ndef f(h, m):\n    s = smtplib.SMTP()\n    s.connect(h)\n    if not m:\n        return\n    s.send_message(m)\n    s.quit()",
    "3 LK101",
  ],
  [
    "a document found by a client",
    "from pymongo import MongoClient\ndef f(u):\n    c = MongoClient(u)\n    return c['shop'].carts.find_one({})",
    "3 LK101",
  ],
  [
    "the text of a page",
    "from selenium import webdriver\ndef f(u):\n    d = webdriver.Chrome()\n    d.get(u)\n    return d.find_element('id', 'x').text",
    "3 LK101",
  ],
  ["an image whose size is read", "from PIL import Image\ndef f(p):\n    return Image.open(p).size", "3 LK103"],
  [
    "a connection that only its cursor knows",
    "import pymysql\ndef f():\n    c = pymysql.connect()\n    return c.cursor().fetchall()",
    "3 LK101",
  ],
  [
    "a window closed, not the browser",
    "from selenium import webdriver\ndef f():\n    d = webdriver.Chrome()\n    d.close()",
    "3 LK101",
  ],
  [
    "an import under another name",
    "from psycopg2 import connect as c\ndef f(u):\n    with c(u) as d:\n        d.commit()",
    "3 LK106",
  ],
  [
    "a request that may fail",
    "import requests\ndef f(u):\n    s = requests.Session()\n    r = s.get(u)\n    s.close()\n    return r",
    "3 LK102",
  ],
  [
    "a lock of filelock",
    "import filelock\ndef f(p):\n    l = filelock.FileLock(p)\n    l.acquire()\n    if p:\n        return\n    l.release()",
    "4 LK107",
  ],
];

/** Calls that look at a file, or read it, and leave it to whoever opened it. */
const BORROWERS = [
  ["numpy", "numpy.load(h)"],
  ["numpy", "numpy.savetxt(h, u)"],
  ["numpy", "numpy.loadtxt(h, delimiter=',')"],
  ["pandas", "pandas.read_csv(h, sep=';')"],
  ["scipy.io", "scipy.io.loadmat(h)"],
  ["joblib", "joblib.dump(u, h)"],
  ["torch", "torch.save(u, h)"],
  ["yaml", "yaml.safe_load(h)"],
  ["toml", "toml.load(h)"],
  ["simplejson", "simplejson.dump(u, h)"],
  ["ujson", "ujson.load(h)"],
  ["lxml.etree", "lxml.etree.parse(h)"],
  ["bs4", "bs4.BeautifulSoup(h, 'lxml')"],
  ["requests", "requests.post(u, data=h)"],
  ["httpx", "httpx.put(u, content=h)"],
  ["click", "click.echo(u, file=h)"],
  ["dill", "dill.load(h)"],
  ["msgpack", "msgpack.unpack(h)"],
  ["xmltodict", "xmltodict.parse(h)"],
  ["soundfile", "soundfile.read(h)"],
  ["pydicom", "pydicom.dcmread(h)"],
  ["portalocker", "portalocker.lock(h, 2)"],
  ["pypdf", "len(pypdf.PdfReader(h).pages)"],
  ["tqdm", "sum(1 for _ in tqdm.tqdm(h))"],
] as const;

describe("programs", () => {
  it.each(SILENT)("silent: %s", (_what, text) => {
    expect(warnings(`${text}\n`), text).toEqual([]);
  });

  it.each(REPORTED)("reported: %s", (_what, text, ...expected) => {
    expect(warnings(`${text}\n`), text).toEqual(expected);
  });

  it.each(BORROWERS)("%s: %s leaves the file open", (module, call) => {
    const program = (body: string) => `import ${module}\ndef f(u, p):\n${body}\n`;
    expect(warnings(program(`    h = open(p)\n    print(${call})`))).toEqual(["3 LK101"]);
    expect(warnings(program(`    with open(p) as h:\n        print(${call})`))).toEqual([]);
  });

  it("name aliases for what exists", () => {
    for (const data of Object.values(libraries) as CatalogueData[]) {
      for (const [alias, name] of Object.entries(data.aliases ?? {})) {
        expect(catalogue.callable(alias), alias).toBe(catalogue.callable(name));
      }
    }
  });
});
