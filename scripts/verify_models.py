"""Compares the ONNX networks with the tflite files they come from, and times them.

Each network gets the same inputs in ONNX Runtime and in LiteRT, the reference: five of random numbers, and a
photo where one is given. Prints, for each output, the largest absolute difference and the largest magnitude,
and the time per image in milliseconds on one thread.

    pip install -r scripts/requirements-verify.txt
    python scripts/verify_models.py MODELS_DIR [--package FILE.tgz] [--photo FILE]
"""

import argparse
import statistics
import time
from pathlib import Path

import numpy as np
import onnxruntime
from ai_edge_litert.interpreter import Interpreter
from PIL import Image

from convert_models import MODELS, read_package

RANDOM_INPUTS = 5
TIMED_RUNS = 50

# Of an output's largest magnitude, or of 1 if that is less. This is rounding: LiteRT's own two sets of kernels
# (XNNPACK and plain) differ by up to 7e-5 on the heavy network's landmarks.
TOLERANCE = 1e-4


def main() -> None:
    parser = argparse.ArgumentParser(description="Compares the ONNX networks with their tflite originals.")
    parser.add_argument("models", type=Path, metavar="MODELS_DIR")
    parser.add_argument("--package", type=Path, metavar="FILE.tgz")
    parser.add_argument("--photo", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    package = read_package(arguments.package)
    worst = 0.0
    for name, (_, _, outputs) in MODELS.items():
        worst = max(worst, verify(arguments.models / f"{name}.onnx", package[name], outputs, arguments.photo))
    if worst > TOLERANCE:
        raise SystemExit(f"verify_models: a difference of {worst:.1e} of the output's magnitude, over {TOLERANCE}")


def verify(path: Path, original: bytes, outputs: dict[str, str], photo: Path | None) -> float:
    """Prints one network's figures; returns its largest difference relative to the output's magnitude."""
    session_options = onnxruntime.SessionOptions()
    session_options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, session_options, providers=["CPUExecutionProvider"])
    litert = Interpreter(model_content=original, num_threads=1)
    litert.allocate_tensors()
    images = inputs(session.get_inputs()[0].shape[2], -1 if "boxes" in outputs else 0, photo)
    difference, magnitude = dict.fromkeys(outputs, 0.0), dict.fromkeys(outputs, 1.0)
    for image in images:
        litert.set_tensor(litert.get_input_details()[0]["index"], image)
        litert.invoke()
        expected = {detail["name"]: litert.get_tensor(detail["index"]) for detail in litert.get_output_details()}
        actual = session.run(list(outputs), {"image": nchw(image)})
        for (output, old), value in zip(outputs.items(), actual):
            reference = nchw(expected[old]) if value.ndim == 4 else expected[old]
            assert value.shape == reference.shape, f"{output}: {value.shape}, expected {reference.shape}"
            difference[output] = max(difference[output], np.abs(value - reference).max())
            magnitude[output] = max(magnitude[output], np.abs(reference).max())
    feed = {"image": nchw(images[-1])}
    times = []
    for _ in range(TIMED_RUNS):
        start = time.perf_counter()
        session.run(None, feed)
        times.append((time.perf_counter() - start) * 1e3)
    print(f"{path.stem}: {min(times):.1f} ms at best, {statistics.median(times):.1f} ms in the middle")
    for output in outputs:
        print(f"  {output}: differs by {difference[output]:.1e} of {magnitude[output]:.3g}")
    return max(difference[output] / magnitude[output] for output in outputs)


def inputs(size: int, lowest: int, photo: Path | None) -> list[np.ndarray]:
    """Images [1, size, size, 3] with values from lowest (-1 for the detector, 0 for the others) to 1."""
    random = np.random.default_rng(1)
    unit = [random.random((1, size, size, 3), np.float32) for _ in range(RANDOM_INPUTS)]
    if photo:
        with Image.open(photo) as image:
            side = min(image.size)
            left, top = (image.width - side) // 2, (image.height - side) // 2
            box = (left, top, left + side, top + side)
            crop = image.convert("RGB").resize((size, size), Image.Resampling.BILINEAR, box)
        unit.append(np.asarray(crop, np.float32)[np.newaxis] / 255)
    return [lowest + image * (1 - lowest) for image in unit]


def nchw(image: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(image.transpose(0, 3, 1, 2))


if __name__ == "__main__":
    main()
