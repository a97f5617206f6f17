// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Tensor;
import org.mish4j.TensorInfo;
import org.mish4j.cli.elements.NotFinite;
import org.mish4j.cli.elements.TensorStatistics;
import org.mish4j.cli.files.OutputNames;
import org.mish4j.cli.files.PendingFiles;
import org.mish4j.cli.numpy.NumpyWriter;
import org.mish4j.cli.options.ModelOptions;
import org.mish4j.cli.options.TargetOptions;
import org.mish4j.cli.reports.CompileReport;
import org.mish4j.cli.sources.InputFiles;
import org.mish4j.cli.sources.ModelSource;
import org.mish4j.cli.text.Streams;
import org.mish4j.cli.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a model once, on inputs from NumPy files. */
@Command(
        name = "run",
        description = "Run a model on inputs from NumPy files, and write its outputs as NumPy files.",
        footer = {
            "",
            "Input files: format versions 1.0 to 3.0; C or Fortran order; little- or big-endian; types <f4, <f2, <f8, |i1, <i2, "
                    + "<i4, <i8, |u1, <u2, <u4, |b1, and <V2, as bfloat16 of the package ml_dtypes is written. An input is read "
                    + "as its own type, which 'mish4j inspect' names. A file of another type is refused, unless --cast is given.",
            "Output files: named after the output, with _ for what is no letter, digit, dot, minus or underscore; of the "
                    + "output's own type. NumPy reads BF16 as <V2, which .view(ml_dtypes.bfloat16) makes numbers of."
        })
public final class RunCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(
            names = "--input",
            paramLabel = "[NAME=]FILE",
            description = "The NumPy file of an input. A model's only input needs no name.")
    private List<String> inputs = List.of();

    @Option(
            names = "--cast",
            description =
                    "Convert elements of files of other types to the input's type: to the nearest, ties to even. In F16 and "
                            + "BF16 too large a number is infinite; in an integer type it is the type's largest or smallest, "
                            + "and NaN is 0; as BOOL everything but 0 is 1.")
    private boolean cast;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "The folder for the outputs, made where it is missing. Default: they are not written.")
    private @Nullable Path outputFolder;

    public RunCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        CompileOptions options = target.compileOptions();
        Device device = target.device();
        if (outputFolder != null) {
            PendingFiles.requireFolder(outputFolder);
        }
        ModelSource source = model.source();
        try (InputFiles files = InputFiles.open(source.inputs(), inputs)) {
            Graph graph = source.read(files.completeShapes(model.shapes(source)));
            files.requireFit(graph, cast);
            target.noteMissing(streams.err());
            try (CompiledModel compiled =
                            device.compile(graph, options.withProgress(new CompileReport(streams.err())));
                    InferRequest request = compiled.createRequest()) {
                files.readInto(request);
                request.run();
                report(request);
            }
        }
        return 0;
    }

    private void report(InferRequest request) throws IOException {
        List<TensorInfo> outputs = request.model().outputs();
        Map<String, Path> files = outputFolder == null ? Map.of() : OutputNames.choose(outputFolder, outputs);
        write(request, files);
        TextTable table = new TextTable("output", "type", "shape", "min", "max", "mean", "file");
        for (TensorInfo output : outputs) {
            TensorStatistics statistics = TensorStatistics.of(request.output(output.name()));
            Path file = files.get(output.name());
            table.row(
                    output.name(),
                    output.type(),
                    ModelOptions.text(output.shape()),
                    number(statistics.min()),
                    number(statistics.max()),
                    number(statistics.mean()),
                    file == null ? "" : file);
        }
        PrintWriter out = streams.out();
        table.lines().forEach(out::println);
        NotFinite.of(request).forEach(output -> out.println(output.text()));
    }

    private static void write(InferRequest request, Map<String, Path> files) throws IOException {
        try (PendingFiles pending = new PendingFiles()) {
            for (Map.Entry<String, Path> entry : files.entrySet()) {
                Tensor tensor = request.output(entry.getKey());
                pending.write(
                        entry.getValue(),
                        channel -> NumpyWriter.write(channel, tensor.type(), tensor.shape(), tensor.segment()));
            }
            pending.commit();
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
