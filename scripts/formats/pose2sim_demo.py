"""Pose2Sim's four-camera demo from exported landmarks to joint angles, through its own commands.

pose2sim_demo.py EXPORTED POSE_MODEL WORK: EXPORTED has camNN_json directories. Prints the markers' RMS error of OpenSim's
inverse kinematics in mm; fails above 50.
"""
import logging
import pathlib
import re
import shutil
import sys

import matplotlib

matplotlib.use("Agg")
import Pose2Sim as package  # noqa: E402
try:
    import tomllib
except ImportError:
    import tomli as tomllib
from Pose2Sim import Pose2Sim  # noqa: E402

exported, model, work = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
shutil.rmtree(work, ignore_errors=True)
shutil.copytree(pathlib.Path(package.__file__).parent / "Demo_SinglePerson", work)
for directory in exported.glob("cam*_json"):
    shutil.copytree(directory, work / "pose" / directory.name)

config = tomllib.loads((work / "Config.toml").read_text())
config["project"].update(project_dir=str(work), participant_height=1.72, frame_range="all")
config["pose"].update(pose_model=model)
config["triangulation"].update(show_interp_indices=False, make_c3d=False)
config["filtering"].update(display_figures=False, save_filt_plots=False, make_c3d=False)
config["kinematics"].update(use_augmentation=False, parallel_workers_kinematics=1)
for step in (Pose2Sim.calibration, Pose2Sim.personAssociation, Pose2Sim.triangulation, Pose2Sim.filtering, Pose2Sim.kinematics):
    step(config)
logging.shutdown()

motions = list((work / "kinematics").glob("*.mot"))
assert motions, "no .mot"
frames = sum(1 for _ in motions[0].open()) - 11
with (work / "kinematics" / "_ik_marker_errors.sto").open() as table:
    rows = [line.split() for line in table]
head = next(i for i, row in enumerate(rows) if row and row[0] == "time")
column = rows[head].index("marker_error_RMS")
rms = [1000 * float(row[column]) for row in rows[head + 1:]]
mean = sum(rms) / len(rms)
said = re.search(r"([Mm]ean reprojection error for all.*)", (work / "logs.txt").read_text(errors="replace"))
print(f"{model}: {frames} frames in {motions[0].name}, inverse kinematics {mean:.1f} mm RMS (worst frame {max(rms):.1f}); {said.group(1)}")
sys.exit(mean > 50)
