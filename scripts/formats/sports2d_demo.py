"""Sports2D's demo clip with postura's pixels in place of Sports2D's own networks.

sports2d_demo.py PIXELS.trc WORK: fails unless Sports2D writes joint angles.
"""
import pathlib
import shutil
import sys
import tomllib

import matplotlib

matplotlib.use("Agg")
import Sports2D as package  # noqa: E402
from Sports2D import Sports2D  # noqa: E402

work = pathlib.Path(sys.argv[2])
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
demo = pathlib.Path(package.__file__).parent / "Demo"
config = tomllib.loads((demo / "Config_demo.toml").read_text())
config["base"].update(
    video_input=["demo.mp4"], video_dir=str(demo), result_dir=str(work), load_trc_px=str(pathlib.Path(sys.argv[1]).resolve()),
    show_realtime_results=False, save_vid=False, save_img=False, nb_persons_to_detect=1)
config["px_to_meters_conversion"].update(to_meters=False)
config["post-processing"].update(show_graphs=False, save_graphs=False)
config["kinematics"].update(do_ik=False)
Sports2D.process(config)
[angles] = work.rglob("*_angles_*.mot")
rows = sum(1 for _ in angles.open()) - 11
print(f"Sports2D: {rows} rows of angles from {sys.argv[1]}")
sys.exit(rows < 100)
