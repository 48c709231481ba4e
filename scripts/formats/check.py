"""Opens postura's files with other people's readers and compares what they see with postura's own reader.

check.py WORK DOCS: WORK/out/landmarks has the same clips as .avro, .jsonl and .parquet, WORK/csv-avro, -json and -parquet
their exports to CSV, and WORK/NAME the other exports; DOCS has the pages whose snippets are run, in WORK.
"""
import contextlib
import glob
import io
import json
import os
import pathlib
import re
import subprocess
import sys

os.environ["HF_HUB_OFFLINE"] = "1"

import datasets  # noqa: E402
import duckdb  # noqa: E402
import fastavro  # noqa: E402
import numpy  # noqa: E402
import pandas  # noqa: E402
import polars  # noqa: E402
import pyarrow.parquet  # noqa: E402

COLUMNS = ("video frame pts time_us width height person score landmark x y z visibility presence"
           " world_x world_y world_z").split()
FLOATS = COLUMNS[9:] + ["score"]
failures = 0


def report(what, ok, more=""):
    global failures
    failures += not ok
    print(f"{'ok  ' if ok else 'FAIL'} {what}{': ' + more if more else ''}")


def tidy(frames):
    """A row a landmark of records that have people nested."""
    rows = []
    for frame in frames:
        head = [frame[name] for name in COLUMNS[:6]]
        for pose in frame["poses"]:
            for name, image, world in zip(NAMES, pose["landmarks"], pose["world_landmarks"], strict=True):
                rows.append(head + [pose["person"], pose["score"], name]
                            + [image[key] for key in ("x", "y", "z", "visibility", "presence")]
                            + [world[key] for key in ("x", "y", "z")])
                assert (world["visibility"], world["presence"]) == (image["visibility"], image["presence"])
        if not len(frame["poses"]):
            rows.append(head + [None] * 11)
    return pandas.DataFrame(rows, columns=COLUMNS)


def differences(table, truth):
    """Which columns of a table are not the same values as the truth's, floats to the last bit."""
    table = table.sort_values(["frame", "person"], kind="stable").reset_index(drop=True)
    if list(table.columns) != COLUMNS or len(table) != len(truth):
        return f"{len(table)} rows of {list(table.columns)}"
    bad = []
    for name in COLUMNS:
        one, two = table[name], truth[name]
        if name in FLOATS:
            one, two = one.astype("float32"), two.astype("float32")
            same = numpy.array_equal(one.to_numpy(), two.to_numpy(), equal_nan=True)
        elif name == "person":
            same = numpy.array_equal(one.astype("float64"), two.astype("float64"), equal_nan=True)
        elif name in ("video", "landmark"):
            same = all(a == b or (a != a or a is None) and (b != b or b is None) for a, b in zip(one, two, strict=True))
        else:
            same = numpy.array_equal(one.astype("int64"), two.astype("int64"))
        if not same:
            bad.append(name)
    return ", ".join(bad)


def database():
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    pattern = pathlib.Path(duckdb.__file__).parent.parent / "duckdb_ext/extensions/*/*/avro.duckdb_extension"
    [extension] = glob.glob(str(pattern))
    connection.execute(f"INSTALL '{extension}'; LOAD avro")
    return connection


def values(work):
    base = f"{work}/out/landmarks/"
    db = database()
    for clip in sorted(path.name.removesuffix(".avro") for path in pathlib.Path(base).glob("*.avro")):
        avro, lines, parquet = (base + clip + ending for ending in (".avro", ".jsonl", ".parquet"))
        own = [pathlib.Path(f"{work}/csv-{name}/{clip.rsplit('.', 1)[0]}.csv").read_bytes() for name in ("avro", "json", "parquet")]
        report(f"{clip}: postura's reader sees the same in its three formats", own[0] == own[1] == own[2])
        truth = pandas.read_csv(f"{work}/csv-avro/{clip.rsplit('.', 1)[0]}.csv")
        readers = {
            "fastavro, Avro": lambda: tidy(fastavro.reader(open(avro, "rb"))),
            "Polars, Avro": lambda: tidy(polars.read_avro(avro).to_dicts()),
            "DuckDB, Avro": lambda: tidy(db.sql(f"FROM read_avro('{avro}')").pl().to_dicts()),
            "json, JSON Lines": lambda: tidy(map(json.loads, open(lines))),
            "pandas, JSON Lines": lambda: tidy(pandas.read_json(lines, lines=True, precise_float=True).to_dict("records")),
            "Polars, JSON Lines": lambda: tidy(polars.read_ndjson(lines).to_dicts()),
            "DuckDB, JSON Lines": lambda: tidy(db.sql(f"FROM read_json('{lines}')").pl().to_dicts()),
            "datasets, JSON Lines": lambda: tidy(datasets.load_dataset("json", data_files=lines, split="train", cache_dir=f"{work}/cache")),
            "pyarrow, Parquet": lambda: pyarrow.parquet.read_table(parquet).to_pandas(),
            "pandas, Parquet": lambda: pandas.read_parquet(parquet),
            "Polars, Parquet": lambda: polars.read_parquet(parquet).to_pandas(),
            "DuckDB, Parquet": lambda: db.sql(f"FROM '{parquet}'").df(),
            "datasets, Parquet": lambda: datasets.load_dataset("parquet", data_files=parquet, split="train", cache_dir=f"{work}/cache").to_pandas(),
        }
        for name, read in readers.items():
            try:
                difference = differences(read(), truth)
            except Exception as error:  # A reader that can't open the file is what is looked for here.
                difference = repr(error)[:300]
            report(f"{clip}: {name}", not difference, difference or f"{len(truth)} rows")
        frames = truth.frame.nunique()
        key_values = pyarrow.parquet.read_metadata(parquet).metadata
        first = json.loads(open(lines).readline())["metadata"]
        file_metadata = fastavro.reader(open(avro, "rb")).metadata
        base_of = {key_values[b"postura.time_base"].decode(), first["time_base"], file_metadata["postura.time_base"]}
        report(f"{clip}: one time base in all three", len(base_of) == 1, str(base_of))
        report(f"{clip}: no dictionary on floats", all(
            "BYTE_STREAM_SPLIT" in pyarrow.parquet.read_metadata(parquet).row_group(0).column(i).encodings for i in range(9, 17)))
        size = os.path.getsize(parquet) / frames
        report(f"{clip}: Parquet at most 870 bytes a frame", size <= 870,
               f"{size:.0f}; Avro {os.path.getsize(avro) / frames:.0f}, JSON Lines {os.path.getsize(lines) / frames:.0f}")


def markers(path):
    """A marker file's places by marker: pandas, as Pose2Sim and Sports2D read it."""
    names = [name for name in open(path).read().splitlines()[3].split("\t")[2:] if name]
    table = pandas.read_csv(path, sep="\t", skiprows=4)
    table = table.drop(columns=table.columns[:2]).dropna(axis=1, how="all") if len(names) * 3 < len(table.columns) - 2 else table.iloc[:, 2:]
    return {name: table.iloc[:, 3 * i:3 * i + 3].to_numpy(dtype=float) for i, name in enumerate(names)}


def raised_hand(work):
    """Somebody who faces the camera and raises the left hand: see make_raised_hand.py."""
    from movement.io import load_dataset
    from pycocotools.coco import COCO

    def picture(what, left, right, nose):
        report(f"raised left hand, {what}: left and up", left[0] > right[0] and left[1] < nose[1] < right[1], f"{left}")

    def openpose(target, left, right):
        points = json.load(open(f"{work}/hand/{target}/hand_json/hand_000000000000_keypoints.json"))["people"][0]["pose_keypoints_2d"]
        picture(target, points[3 * left:3 * left + 2], points[3 * right:3 * right + 2], points[:2])

    openpose("openpose", 15, 16)
    openpose("openpose-body25", 7, 4)
    world = markers(f"{work}/hand/trc/hand_m_person00.trc")
    left, right, nose = (world[name][0] for name in ("LWrist", "RWrist", "Nose"))
    report("raised left hand, trc: up (Y), left (-Z) of who looks forward (X)",
           left[1] > nose[1] > right[1] and left[2] < 0 < right[2] and nose[0] > 0, f"{left}")
    pixels = markers(f"{work}/hand/trc/hand_px_person00.trc")
    picture("trc in pixels", pixels["LWrist"][0][:2], pixels["RWrist"][0][:2], pixels["Nose"][0][:2])
    report("trc: nan for who is not there", bool(numpy.isnan(world["Nose"][1]).all()))
    with contextlib.redirect_stdout(io.StringIO()):  # pycocotools tells how long it took.
        truth = COCO(f"{work}/hand/coco/images.json")
        results = truth.loadRes(f"{work}/hand/coco/keypoints.json")
    points = numpy.array(results.anns[1]["keypoints"]).reshape(17, 3)
    picture("COCO by pycocotools", points[9][:2], points[10][:2], points[0][:2])
    report("COCO by pycocotools: pictures and results", (len(truth.imgs), len(results.anns)) == (2, 1))
    poses = load_dataset(f"{work}/hand/deeplabcut/hand.csv", source_software="DeepLabCut", fps=10)
    place = lambda name: poses.position.sel(keypoints=name, individuals="person0").to_numpy()  # noqa: E731
    picture("DeepLabCut by movement", place("left_wrist")[0], place("right_wrist")[0], place("nose")[0])
    report("DeepLabCut by movement: missing where nobody is", bool(numpy.isnan(place("nose")[1]).all()))
    table = pandas.read_csv(f"{work}/hand/csv/hand.csv").set_index("landmark")[["x", "y"]]
    picture("CSV by pandas", *(table.loc[name].to_numpy() for name in ("left_wrist", "right_wrist", "nose")))


def exports(work):
    """The demo clip's exports, by readers of their own, against the CSV."""
    from movement.io import load_dataset
    from pycocotools.coco import COCO

    truth = pandas.read_csv(f"{work}/csv-avro/demo.csv")
    wrist = truth[truth.landmark == "left_wrist"]
    expected = numpy.stack([wrist.x * wrist.width, wrist.y * wrist.height], axis=1)

    def same(what, places, tolerance):
        report(f"demo, {what}: left wrist in pixels", numpy.allclose(places, expected, rtol=0, atol=tolerance),
               f"within {numpy.abs(places - expected).max():.1e}")

    poses = load_dataset(f"{work}/out/deeplabcut/demo.csv", source_software="DeepLabCut", fps=60)
    same("DeepLabCut by movement", poses.position.sel(keypoints="left_wrist").to_numpy()[:, :, 0], 1e-3)
    with contextlib.redirect_stdout(io.StringIO()):
        results = COCO(f"{work}/out/coco/images.json").loadRes(f"{work}/out/coco/keypoints.json")
    same("COCO by pycocotools", [results.anns[i + 1]["keypoints"][27:29] for i in range(len(wrist))], 1e-3)
    files = sorted(glob.glob(f"{work}/out/openpose/demo_json/*.json"))
    same("OpenPose", [json.load(open(file))["people"][0]["pose_keypoints_2d"][45:47] for file in files], 1e-3)
    visible = wrist.visibility.to_numpy() >= 0.5
    pixels = markers(f"{work}/out/trc/demo_px_person00.trc")["LWrist"]
    report("demo, trc: left wrist in pixels, nan where it is hidden",
           numpy.allclose(pixels[visible][:, :2], expected[visible], rtol=0, atol=1e-3) and bool(numpy.isnan(pixels[~visible]).all()))
    metres = markers(f"{work}/out/trc/demo_m_person00.trc")["LWrist"]
    world = -wrist[["world_z", "world_y", "world_x"]].to_numpy()
    report("demo, trc: left wrist in metres", numpy.allclose(metres[visible], world[visible], rtol=0, atol=1e-6))


def snippets(work, docs):
    for page in ("reading.md", "export.md"):
        text = pathlib.Path(docs, page).read_text()
        for number, (language, code) in enumerate(re.findall(r"^```(python|sql)\n(.*?)^```", text, re.S | re.M), 1):
            if language == "sql":
                code = f"import duckdb\nrows = duckdb.sql({code!r}).fetchall()\nassert len(rows) == 33, rows"
            done = subprocess.run([sys.executable, "-c", code], cwd=work, capture_output=True, text=True)
            report(f"docs/{page}, snippet {number} ({language})", done.returncode == 0, done.returncode and done.stderr[-300:])


work, docs = sys.argv[1:]
text = pathlib.Path(docs, "reading.md").read_text()
NAMES = re.findall(r"\d+ ([a-z_]+)", text[text.index("## The 33 names"):].split("\n\n")[1])
report("the docs name 33 landmarks", len(NAMES) == 33)
datasets.disable_progress_bars()
values(work)
exports(work)
raised_hand(work)
snippets(work, docs)
sys.exit(failures > 0)
