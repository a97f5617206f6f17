# SPDX-License-Identifier: Apache-2.0
"""Writes operator-cases.txt: what ONNX's own reference evaluator gives for single nodes.

Run with the onnx package installed: python operator-cases.py > operator-cases.txt

Each line is `operator opset | name=type:value ... | input ; input ... | shape values`. An input is `[shape]` for floats
that an inference gets, `type[shape]=values` for a constant, and empty if it is left out. `operator#1` is for the second result. Element i of input number n is
((7 i i + 13 i + 29 n) mod 41 - 20) / 8, which floats hold exactly.
"""

import numpy as np
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

TYPES = {"float32": "f32", "int64": "i64", "bool": "bool", "uint8": "u8", "int8": "i8", "int32": "i32"}
TYPES |= {"float64": "f64", "float16": "f16"}


def generated(shape, number):
    count = int(np.prod(shape))
    elements = [((7 * i * i + 13 * i + 29 * number) % 41 - 20) / 8 for i in range(count)]
    return np.array(elements, dtype=np.float32).reshape(shape)


def numbers(array):
    return " ".join(f"{float(element):.9g}" for element in array.flatten())


def attribute(name, value):
    if isinstance(value, str):
        return f"{name}=string:{value}"
    kind = "float" if isinstance(value, float) or (isinstance(value, list) and isinstance(value[0], float)) else "int"
    if isinstance(value, list):
        return f"{name}={kind}s:" + ",".join(map(str, value))
    return f"{name}={kind}:{value}"


def shape_text(shape):
    return "[" + ",".join(map(str, shape)) + "]"


def case(operator, opset, inputs, result_number=0, **attributes):
    """Inputs: a list is the shape of floats that are given, an array is a constant, None is left out."""
    names, values, texts, infos = [], {}, [], []
    for number, item in enumerate(inputs):
        if item is None:
            names.append("")
            texts.append("")
            continue
        name = f"x{number}"
        names.append(name)
        constant = isinstance(item, np.ndarray)
        array = item if constant else generated(item, number)
        values[name] = array
        infos.append(helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape))
        kind = TYPES[str(array.dtype)] + shape_text(array.shape) + "=" + numbers(array)
        texts.append(kind if constant else shape_text(array.shape))
    node = helper.make_node(operator, names, [""] * result_number + ["y"], **attributes)
    graph = helper.make_graph([node], "case", infos, [helper.make_tensor_value_info("y", TensorProto.UNDEFINED, None)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    result = np.asarray(ReferenceEvaluator(model).run(None, values)[0])
    attribute_text = " ".join(attribute(name, value) for name, value in attributes.items())
    operator += f"#{result_number}" if result_number else ""
    print(f"{operator} {opset} | {attribute_text} | {' ; '.join(texts)} | {shape_text(result.shape)} {numbers(result)}")


def longs(*elements):
    return np.array(elements, dtype=np.int64)


def floats(*elements):
    return np.array(elements, dtype=np.float32)


def number(value):
    return np.array(value, dtype=np.float32)


def functions():
    for operator in ["Abs", "Floor", "Ceil", "Round", "Sign", "Erf", "Softsign", "Not", "IsNaN"]:
        opset = 20 if operator == "IsNaN" else 13
        inputs = [np.array([[True, False, True]])] if operator == "Not" else [[3, 5]]
        case(operator, opset, inputs)
    case("Gelu", 20, [[2, 7]])
    case("Gelu", 20, [[2, 7]], approximate="tanh")
    case("HardSigmoid", 6 + 1, [[3, 3]], alpha=0.25, beta=0.75)
    case("HardSwish", 14, [[3, 3]])
    case("ThresholdedRelu", 10, [[3, 4]], alpha=0.5)
    case("Selu", 6 + 1, [[3, 4]])
    case("Celu", 12, [[3, 4]], alpha=0.5)
    case("PRelu", 9, [[2, 3, 2, 2], floats(0.25, -0.5, 2).reshape(3, 1, 1)])
    case("Pow", 13, [[2, 4], number(3)])
    case("Pow", 13, [[2, 4], number(4)])
    case("Pow", 13, [[2, 4], np.array(2, dtype=np.int64)])
    case("Pow", 15, [[2, 4], floats(2, 1, 0, 3)])
    case("Clip", 13, [[3, 4], number(-1), number(0.5)])
    case("Clip", 13, [[3, 4], None, number(0.5)])


def choices():
    for operator in ["Equal", "Less", "Greater", "LessOrEqual", "GreaterOrEqual"]:
        case(operator, 16, [[3, 1], [1, 5]])
    truth = np.array([[True, False], [True, True]])
    for operator in ["And", "Or", "Xor"]:
        case(operator, 7, [truth, np.array([False, True])])
    case("Where", 16, [truth, [2, 2], [1]])
    case("Where", 9, [np.array([True, False, True]), [3], [2, 3]])
    case("Mod", 13, [longs(-7, 7, 5), longs(3, -3, 2)])
    case("Mod", 13, [longs(-7, 7, 5), longs(3, -3, 2)], fmod=1)
    case("Mod", 13, [floats(-7.5, 7.5, 5), floats(2, -2, 1.5)], fmod=1)


def reductions():
    names = ["Sum", "Mean", "Max", "Min", "Prod", "L1", "L2", "SumSquare"]
    for name in names:
        case(f"Reduce{name}", 18, [[2, 3, 4], longs(1)])
        case(f"Reduce{name}", 18, [[2, 3, 2], longs(-1, 0)], keepdims=0)
        case(f"Reduce{name}", 18, [[2, 3]])
        case(f"Reduce{name}", 18, [[2, 3]], noop_with_empty_axes=1)
    case("ReduceLogSumExp", 18, [[2, 3, 4], longs(1)], keepdims=0)
    case("ReduceLogSumExp", 18, [[2, 3, 4]])
    case("ReduceLogSum", 18, [floats(1, 2, 3, 4).reshape(2, 2), longs(1)])
    case("ReduceMax", 18, [longs(5, -2, 7, 1).reshape(2, 2), longs(0)])
    case("ReduceProd", 18, [longs(1, 3, 224, 224), longs(0)], keepdims=0)
    case("ReduceMin", 20, [np.array([[True, False], [True, True]]), longs(1)])
    case("ReduceMean", 18, [longs(1, 4, 6, 9).reshape(2, 2), longs(0)])
    for operator in ["ArgMax", "ArgMin"]:
        case(operator, 13, [[3, 4, 5]], axis=1)
        case(operator, 13, [[3, 4, 5]], axis=-1, keepdims=0)
        case(operator, 13, [[3, 60]], axis=1, select_last_index=1)


def normalizations():
    case("LRN", 13, [[5, 5, 2, 3]], size=3, alpha=0.5, beta=0.6, bias=1.5)
    case("LRN", 13, [[4, 4, 3, 1]], size=4)
    case("InstanceNormalization", 6 + 1, [[2, 3, 2, 4], [3], [3]], epsilon=0.01)
    case("LayerNormalization", 17, [[2, 3, 4], [4], [4]])
    case("LayerNormalization", 17, [[2, 3, 4], [3, 4]], axis=1, epsilon=0.1)
    case("GroupNormalization", 18, [[2, 6, 2, 3], [3], [3]], num_groups=3, epsilon=0.1)
    case("GroupNormalization", 21, [[2, 6, 2, 3], [6], [6]], num_groups=3, epsilon=0.1)
    case("LogSoftmax", 13, [[2, 3, 4]])
    case("LogSoftmax", 13, [[2, 3, 4]], axis=0)
    case("LpPool", 18, [[1, 2, 5, 4]], kernel_shape=[3, 2], strides=[2, 1], p=3)
    case("LpPool", 18, [[1, 2, 5, 4]], kernel_shape=[3, 2], pads=[1, 0, 1, 1], p=1)
    case("LpPool", 18, [[1, 2, 6]], kernel_shape=[2], dilations=[3])


def transposed_convolutions():
    case("ConvTranspose", 11, [[1, 2, 3, 3], [2, 3, 3, 2], [3]], strides=[2, 3], pads=[1, 0, 0, 1], output_padding=[1, 2])
    case("ConvTranspose", 11, [[1, 1, 3, 3], [1, 1, 3, 3]], strides=[3, 2], output_shape=[10, 8])
    case("ConvTranspose", 11, [[1, 1, 3, 3], [1, 1, 4, 3]], strides=[2, 2], auto_pad="SAME_UPPER")
    case("ConvTranspose", 11, [[1, 1, 3, 3], [1, 1, 4, 3]], strides=[2, 2], auto_pad="SAME_LOWER")


def pads():
    case("Pad", 13, [[2, 3], longs(1, 0, 0, 2)])
    case("Pad", 13, [[2, 3], longs(1, 1, 0, 2), number(1.5)])
    case("Pad", 18, [[2, 3, 4], longs(2, 1), number(0.5), longs(-1)])
    case("Pad", 18, [[2, 5], longs(2, 3), None, longs(1)], mode="reflect")
    case("Pad", 13, [[3, 4], longs(2, 1, 1, 3)], mode="reflect")
    case("Pad", 13, [[3, 4], longs(2, 0, 1, 3)], mode="edge")
    case("Pad", 19, [[3, 4], longs(2, 3, 4, 1)], mode="wrap")
    case("Pad", 13, [longs(1, 2, 3), longs(1, 1)], mode="edge")


def selections():
    case("Slice", 13, [[4, 5], longs(3, 1), longs(-9, 4), longs(0, 1), longs(-2, 1)])
    case("Slice", 13, [[6], longs(-1), longs(-100), longs(0), longs(-1)])
    case("Slice", 13, [[6], longs(5), longs(0), longs(0), longs(-3)])
    case("Gather", 13, [[4, 3], longs(3, 0, -1, 0).reshape(2, 2)])
    case("Gather", 13, [[4, 3], longs(2, 0)], axis=1)
    case("SpaceToDepth", 13, [[1, 2, 4, 6]], blocksize=2)
    case("Tile", 13, [[2, 3], longs(2, 1)])
    case("Expand", 13, [[3, 1], longs(2, 1, 4)])


def resizes():
    modes = ["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "half_pixel_symmetric"]
    for coordinates in modes:
        scales = floats(1, 1, 1.75, 0.6)
        for mode in ["linear", "cubic", "nearest"]:
            case(
                "Resize", 19, [[1, 2, 3, 5], None, scales], mode=mode, coordinate_transformation_mode=coordinates
            )
    for rounding in ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"]:
        for coordinates in ["half_pixel", "asymmetric", "align_corners"]:
            case(
                "Resize", 13, [[1, 1, 3, 4], None, None, longs(1, 1, 6, 7)],
                coordinate_transformation_mode=coordinates, nearest_mode=rounding,
            )
    region = floats(0, 0, 0.2, -0.4, 1, 1, 1.3, 0.8)
    case(
        "Resize", 13, [[1, 1, 4, 5], region, None, longs(1, 1, 3, 6)], mode="linear",
        coordinate_transformation_mode="tf_crop_and_resize", extrapolation_value=2.5,
    )
    case(
        "Resize", 18, [[1, 1, 4, 5], floats(0.2, -0.4, 1.3, 0.8), None, longs(3, 6)], axes=[2, 3],
        coordinate_transformation_mode="tf_crop_and_resize", extrapolation_value=2.5,
    )
    for mode in ["linear", "cubic"]:
        case("Resize", 19, [[1, 1, 7, 5], None, floats(1, 1, 0.4, 0.7)], mode=mode, antialias=1)
        case("Resize", 19, [[1, 1, 7, 5], None, floats(1, 1, 0.4, 1.5)], mode=mode, exclude_outside=1)
    case("Resize", 19, [[1, 1, 5, 4], None, floats(1, 1, 1.3, 0.8)], mode="cubic", cubic_coeff_a=-0.5)
    for policy in ["not_larger", "not_smaller"]:
        case("Resize", 18, [[1, 1, 3, 5], None, None, longs(7, 8)], axes=[2, 3], keep_aspect_ratio_policy=policy)
    case("Resize", 11, [[2, 3, 4], floats(), floats(2, 1, 1.5)], mode="linear")
    case("Resize", 19, [[1, 1, 1, 2], None, None, longs(1, 1, 1, 1)], mode="linear", coordinate_transformation_mode="pytorch_half_pixel")


def quantizations():
    case("QuantizeLinear", 13, [[3, 4], number(0.25), np.array(3, dtype=np.uint8)])
    case("QuantizeLinear", 13, [[3, 4], number(0.01), np.array(-3, dtype=np.int8)])
    case("QuantizeLinear", 13, [[2, 3, 2], floats(0.5, 0.25, 0.3), np.array([0, 128, 7], dtype=np.uint8)], axis=1)
    case("QuantizeLinear", 19, [[2, 5], floats(0.5, 2)], axis=0)
    case("DequantizeLinear", 19, [np.array([[0, 255], [3, 128]], dtype=np.uint8), number(0.5), np.array(128, dtype=np.uint8)])
    case("DequantizeLinear", 19, [np.array([[-128, 5, 9]], dtype=np.int8), floats(0.5, 1, 2), np.array([0, 5, -5], dtype=np.int8)])
    case(
        "DequantizeLinear", 21, [np.array([[1, 2, 3, 4, 5]], dtype=np.int8), floats(1, 10, 100).reshape(1, 3)],
        axis=1, block_size=2,
    )


def indexed():
    case("GatherElements", 13, [[3, 4], longs(0, -1, 2, 1, 0, -3).reshape(3, 2)], axis=1)
    case("GatherElements", 11, [longs(1, 2, 3, 4).reshape(2, 2), longs(0, 0, 1, 0).reshape(2, 2)], axis=1)
    case("GatherElements", 13, [[2, 3, 2], longs(1, 0, -1, 1, 2, 0, 0, 1).reshape(2, 2, 2)], axis=-2)
    case("GatherND", 12, [[2, 3, 4], longs(1, 2, 0, -1).reshape(2, 2)])
    case("GatherND", 12, [[2, 3, 4], longs(1, 0, -3, 2).reshape(2, 2, 1)], batch_dims=1)
    case("GatherND", 13, [np.arange(8, dtype=np.int32).reshape(2, 2, 2), longs(0, 1, 1, 0).reshape(2, 1, 2)])
    case("GatherND", 11, [np.array([[True, False], [False, True]]), longs(1, 1, 0, 1).reshape(2, 2)])
    base = np.arange(12, dtype=np.float64).reshape(3, 4)
    places = longs(1, 0, 2, 0, -1, 1).reshape(2, 3)
    case("ScatterElements", 18, [[3, 4], places, [2, 3]])
    case("ScatterElements", 18, [base, places, np.array([[9, 8, 7], [6, 5, 4]], dtype=np.float64)], axis=1)
    repeated = longs(1, 1, 0, 1).reshape(1, 4)
    for reduction in ["add", "mul", "min", "max"]:
        data = np.array([[1, 2, 3, 4], [5, 6, 7, 8]], dtype=np.int32)
        case("ScatterElements", 18, [data, repeated, np.array([[3, 9, 2, 1]], dtype=np.int32)], reduction=reduction)
        rows = floats(1, 2, 3, 4, 5, 6).reshape(3, 2)
        case("ScatterND", 18, [rows, longs(1, -1, 1).reshape(3, 1), floats(3, 9, 2, 1, 4, 0.5).reshape(3, 2)], reduction=reduction)
    case("ScatterND", 16, [[4, 3], longs(2, -4).reshape(2, 1), [2, 3]])
    case("ScatterND", 13, [[2, 3, 2], longs(0, 1, 1, -1, 1, 0).reshape(3, 2), [3, 2]])
    case("ScatterND", 11, [longs(1, 2, 3), longs(2, 0).reshape(2, 1), longs(7, 8)])


def masks():
    case("Trilu", 14, [[3, 4]])
    case("Trilu", 14, [[2, 4, 3], np.array(-1)], upper=0)
    case("Trilu", 14, [longs(*range(12)).reshape(3, 4), longs(2)])
    case("Trilu", 14, [[2, 3], np.array(-9)], upper=0)
    case("NonZero", 13, [floats(0, 1.5, 0, -2, 0, 3).reshape(2, 3)])
    case("NonZero", 9, [np.array([True, False, True])])
    case("OneHot", 11, [longs(1, -1, 3, -4, 0), np.array(3), floats(-1, 2.5)])
    case("OneHot", 11, [longs(2, 0).reshape(2, 1), np.array(4), longs(5, 7)], axis=0)
    case("OneHot", 11, [floats(1, 0, 2), number(3), np.array([0, 1], dtype=np.int32)], axis=-1)


def lanes():
    case("CumSum", 14, [longs(1, 2, 3, 4, 5, 6).reshape(2, 3), np.array(1)])
    for exclusive in [0, 1]:
        for reverse in [0, 1]:
            data = floats(1, 2, 3, 4, 5, 6).reshape(2, 3)
            case("CumSum", 11, [data, np.array(-2)], exclusive=exclusive, reverse=reverse)
            case("CumSum", 14, [data, np.array(1)], exclusive=exclusive, reverse=reverse)
    data = np.array([[3, 1, 3, 2, 1], [9, 9, 0, 9, 4]], dtype=np.float32)
    for number_of_result in [0, 1]:
        for constant in [data, data.astype(np.int32)]:
            case("TopK", 11, [constant, longs(3)], result_number=number_of_result)
            case("TopK", 11, [constant, longs(2)], result_number=number_of_result, largest=0, axis=0)
        case("TopK", 11, [[3, 7, 2], longs(4)], result_number=number_of_result, axis=1)
        case("TopK", 11, [[2, 45], longs(45)], result_number=number_of_result, largest=0)
        case("TopK", 9, [data], result_number=number_of_result, k=4)
        case("TopK", 10, [data, longs(1)], result_number=number_of_result, axis=0)


def einsums():
    case("Einsum", 12, [[2, 3, 4, 5], [2, 3, 6, 5]], equation="bhid,bhjd->bhij")
    case("Einsum", 12, [[3, 4], [4, 5]], equation="ij,jk->ik")
    case("Einsum", 12, [[3, 4], [4, 5]], equation="ij,jk")
    case("Einsum", 12, [[2, 3, 4]], equation="bij->bji")
    case("Einsum", 12, [[2, 3, 4]], equation="bij->j")
    case("Einsum", 12, [[2, 3]], equation="ij->")
    case("Einsum", 12, [[4], [4]], equation="i,i")
    case("Einsum", 12, [[3], [2]], equation="i,j->ji")
    case("Einsum", 12, [[2, 3, 4], [2, 4]], equation="bij,bj->bi")
    case("Einsum", 12, [[2, 3, 4], [3]], equation="bij,i->bij")
    case("Einsum", 12, [[2, 1, 3, 4], [5, 4, 2]], equation="...ij,...jk->...ik")
    case("Einsum", 12, [[2, 3, 4]], equation="...ij->...ji")
    case("Einsum", 12, [[2, 3, 4], [4, 2]], equation="b...d,dk->b...k")
    case("Einsum", 12, [[2, 3, 4], [5, 3]], equation="abc,db->cad")
    case("Einsum", 12, [[2, 3], [3, 4], [4, 2]], equation="ij,jk,kl->il")
    case("Einsum", 12, [[3, 4], [2, 5]], equation="ij,kl->jk")


functions()
choices()
reductions()
normalizations()
transposed_convolutions()
pads()
selections()
resizes()
quantizations()
indexed()
masks()
lanes()
einsums()
