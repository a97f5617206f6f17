// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceTensor;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.internal.memory.ManagedResource;
import org.mish4j.testing.Devices;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** Tensors in the memory of a device, on all devices alike. */
@ParameterizedClass
@MethodSource("org.mish4j.testing.Devices#available")
@ExtendWith(LeakCheck.class)
class DeviceTensorTest {
    private final Device device;
    private final Graph graph = TestGraphs.residualBlock(1, 8, 6);
    private final Shape shape = Shape.of(1, 8, 6, 6);

    DeviceTensorTest(String deviceName) {
        this.device = Device.of(deviceName);
    }

    private float[] valuesOf(DeviceTensor tensor) {
        try (Tensor copy = Tensor.allocate(tensor.type(), tensor.shape())) {
            tensor.copyTo(copy);
            return copy.toFloatArray();
        }
    }

    private DeviceTensor deviceTensor(float... values) {
        DeviceTensor tensor = device.allocate(TensorType.F32, shape);
        try (Tensor source = Tensor.ofFloats(shape, values)) {
            tensor.copyFrom(source);
        }
        return tensor;
    }

    @Test
    void holdsWhatIsCopiedIntoIt() {
        float[] values = TestGraphs.randomFloats(3, shape);
        try (DeviceTensor tensor = device.allocate(TensorType.F32, shape);
                Tensor source = Tensor.ofFloats(shape, values)) {
            assertThat(tensor.type()).isEqualTo(TensorType.F32);
            assertThat(tensor.shape()).isEqualTo(shape);
            assertThat(tensor.device().name()).isEqualTo(device.info().name());
            assertThat(tensor).hasToString("F32[1, 8, 6, 6]");
            assertThat(valuesOf(tensor)).as("zeros at first").containsOnly(0f);
            tensor.copyFrom(source);
            source.copyFrom(new float[values.length]);

            assertThat(valuesOf(tensor)).isEqualTo(values);
        }
    }

    @Test
    void isOfAnyTypeAndOfOddShapes() {
        for (TensorType type : TensorType.values()) {
            for (Shape odd : new Shape[] {Shape.of(), Shape.of(1), Shape.of(7), Shape.of(3, 5, 1, 3)}) {
                float[] ones = new float[Math.toIntExact(odd.elementCount())];
                Arrays.fill(ones, 1);
                try (DeviceTensor tensor = device.allocate(type, odd);
                        Tensor source = Tensor.allocate(type, odd)) {
                    source.copyFrom(ones);
                    tensor.copyFrom(source);

                    assertThat(valuesOf(tensor)).isEqualTo(ones);
                }
            }
        }
    }

    @Test
    void aRequestReadsWhatAnotherLeft() {
        float[] x = TestGraphs.randomFloats(5, shape);
        try (CompiledModel model = device.compile(graph);
                InferRequest first = model.createRequest();
                InferRequest second = model.createRequest();
                DeviceTensor between = device.allocate(TensorType.F32, shape)) {
            first.input().copyFrom(x);
            first.run();
            float[] once = first.output().toFloatArray();
            second.input().copyFrom(once);
            second.run();
            float[] twice = second.output().toFloatArray();

            first.bindOutput("y", between);
            second.bindInput("x", between);
            second.output().copyFrom(new float[x.length]);
            first.run();
            second.run();
            assertThat(valuesOf(between)).isEqualTo(once);
            assertThat(second.output().toFloatArray()).isEqualTo(twice);

            first.start();
            first.await();
            second.start();
            second.await();
            assertThat(second.output().toFloatArray()).isEqualTo(twice);
        }
    }

    @Test
    void inputsAndOutputsMayAllBeOnTheDevice() {
        float[] x = TestGraphs.randomFloats(5, shape);
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                DeviceTensor input = deviceTensor(x);
                DeviceTensor output = device.allocate(TensorType.F32, shape);
                Tensor plain = Tensor.allocate(TensorType.F32, shape)) {
            request.input().copyFrom(x);
            request.run();
            float[] expected = request.output().toFloatArray();
            request.bindInput("x", input);
            request.bindOutput("y", output);
            request.run();
            assertThat(valuesOf(output)).isEqualTo(expected);

            assertThatThrownBy(request::input)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("input 'x' is bound to a tensor of the device "
                            + device.info().name());
            assertThatThrownBy(() -> request.output("y"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("output 'y' is bound to a tensor of the device");

            // And back to memory of the caller's.
            request.bindOutput("y", plain);
            request.run();
            assertThat(plain.toFloatArray()).isEqualTo(expected);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                DeviceTensor wrongShape = device.allocate(TensorType.F32, Shape.of(1, 8, 6, 5));
                DeviceTensor wrongType = device.allocate(TensorType.F16, shape);
                DeviceTensor right = device.allocate(TensorType.F32, shape);
                Tensor small = Tensor.allocate(TensorType.F32, Shape.of(3));
                Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> request.bindInput("x", wrongShape))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("input 'x' is F32[1, 8, 6, 6], found a tensor F32[1, 8, 6, 5]");
            assertThatThrownBy(() -> request.bindOutput("y", wrongType))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("output 'y' is F32[1, 8, 6, 6], found a tensor F16[1, 8, 6, 6]");
            assertThatThrownBy(() -> request.bindInput("z", right))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no input 'z'; there are x");
            assertThatThrownBy(() -> right.copyFrom(small))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is F32[1, 8, 6, 6], found a tensor F32[3]");
            assertThatThrownBy(() -> right.copyTo(small))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is F32[1, 8, 6, 6], found a tensor F32[3]");
            MemorySegment readOnly =
                    arena.allocate(shape.elementCount() * Float.BYTES, 64).asReadOnly();
            assertThatThrownBy(() -> right.copyTo(Tensor.wrap(readOnly, TensorType.F32, shape)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is read-only");
            request.run();
        }
    }

    @Test
    void oneTensorIsNotInputAndOutputAtOnce() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                DeviceTensor both = device.allocate(TensorType.F32, shape)) {
            request.bindInput("x", both);
            assertThatThrownBy(() -> request.bindOutput("y", both))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the tensor for output 'y' overlaps another one that is bound");
            request.run();
        }
    }

    @Test
    void aTensorOfAnotherDeviceIsRefused() {
        for (String other : Devices.available()) {
            if (other.equals(device.info().name())) {
                continue;
            }
            try (CompiledModel model = device.compile(graph);
                    InferRequest request = model.createRequest();
                    DeviceTensor foreign = Device.of(other).allocate(TensorType.F32, shape)) {
                assertThatThrownBy(() -> request.bindInput("x", foreign))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("input 'x' is on the device %s, found a tensor of the device %s"
                                .formatted(device.info().name(), other));
                assertThatThrownBy(() -> request.bindOutput("y", foreign))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("found a tensor of the device " + other);
                request.run();
            }
        }
    }

    @Test
    void aDeviceThatIsOpenedAnewSharesItsTensors() {
        Device again = Device.of(device.info().name());
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                DeviceTensor tensor = again.allocate(TensorType.F32, shape)) {
            request.bindOutput("y", tensor);
            request.run();
            assertThat(valuesOf(tensor)).doesNotContain(Float.NaN);
        }
    }

    @Test
    void aClosedTensorIsRefused() {
        DeviceTensor closed = device.allocate(TensorType.F32, shape);
        closed.close();
        closed.close();
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                Tensor plain = Tensor.allocate(TensorType.F32, shape)) {
            String reason = "the tensor F32[1, 8, 6, 6] of %s is closed"
                    .formatted(device.info().name());
            assertThat(closed.isOpen()).isFalse();
            assertThatThrownBy(() -> closed.copyFrom(plain))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThatThrownBy(() -> closed.copyTo(plain))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThatThrownBy(() -> request.bindInput("x", closed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the tensor for input 'x' is closed");
            request.run();
        }
    }

    @Test
    void aTensorThatIsClosedWhileItIsBoundIsNamed() {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            DeviceTensor tensor = device.allocate(TensorType.F32, shape);
            request.bindOutput("y", tensor);
            request.run();
            tensor.close();
            String reason = "output 'y' is bound to a tensor that is closed";
            assertThatThrownBy(request::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThatThrownBy(request::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(reason);
            assertThat(request.isRunning()).isFalse();
            try (Tensor plain = Tensor.allocate(TensorType.F32, shape)) {
                request.bindOutput("y", plain);
                request.run();
            }
        }
    }

    @Test
    void aTensorThatIsClosedDuringRunsNeverCrashes() throws Exception {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest();
                var executor = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 50; round++) {
                DeviceTensor tensor = device.allocate(TensorType.F32, shape);
                request.bindInput("x", tensor);
                CountDownLatch running = new CountDownLatch(1);
                Future<?> runs = executor.submit(() -> {
                    while (true) {
                        try {
                            request.run();
                        } catch (IllegalStateException e) {
                            assertThat(e).hasMessage("input 'x' is bound to a tensor that is closed");
                            return;
                        }
                        running.countDown();
                    }
                });
                running.await();
                tensor.close();
                runs.get();
            }
        }
    }

    @Test
    void aTensorThatIsClosedDuringCopiesNeverCrashes() throws Exception {
        try (Tensor plain = Tensor.allocate(TensorType.F32, shape);
                var executor = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 50; round++) {
                DeviceTensor tensor = device.allocate(TensorType.F32, shape);
                CountDownLatch running = new CountDownLatch(1);
                Future<?> copies = executor.submit(() -> {
                    while (true) {
                        try {
                            tensor.copyFrom(plain);
                            tensor.copyTo(plain);
                        } catch (IllegalStateException e) {
                            assertThat(e).hasMessageContaining("is closed");
                            return;
                        }
                        running.countDown();
                    }
                });
                running.await();
                tensor.close();
                copies.get();
            }
        }
    }

    @Test
    void whatIsForgottenIsFreed() throws InterruptedException {
        int before = ManagedResource.openCount();
        for (int index = 0; index < 5; index++) {
            device.allocate(TensorType.F32, shape);
        }
        for (int attempt = 0; attempt < 100 && ManagedResource.openCount() > before; attempt++) {
            System.gc();
            Thread.sleep(50);
        }

        assertThat(ManagedResource.openCount()).isEqualTo(before);
    }
}
