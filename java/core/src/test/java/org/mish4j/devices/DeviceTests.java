// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;

/**
 * A program that runs the tests of all devices, or those of the classes that its arguments name: in a process of its own, or on
 * a machine without Maven, for which {@code java/core/src/test/image.sh} packs it.
 */
final class DeviceTests {
    private static final Class<?>[] TESTS = {
        AsynchronousRunTest.class,
        BoundaryTypesTest.class,
        CompileProgressTest.class,
        ConcurrentRequestsTest.class,
        DeviceTensorTest.class,
        ImageInputTest.class,
        InferRequestTest.class,
        OperatorAgreementTest.class,
        SeveralShapesTest.class
    };

    private DeviceTests() {}

    public static void main(String[] arguments) {
        List<String> names = List.of(arguments);
        for (DeviceInfo device : Device.list()) {
            System.out.println(device.name() + ": "
                    + (device.available() ? device.description() + ", " + device.instructionSet() : device.reason()));
        }
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(TESTS)
                        .filter(test -> names.isEmpty() || names.contains(test.getSimpleName()))
                        .<DiscoverySelector>map(test -> selectClass(test))
                        .toList())
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener, new AbortedContainers());
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true);
        summary.printTo(out);
        summary.printFailuresTo(out);
        System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
    }

    /** Says why a class is skipped. */
    private static final class AbortedContainers implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
                result.getThrowable()
                        .ifPresent(reason ->
                                System.out.println("skipped: " + test.getDisplayName() + ": " + reason.getMessage()));
            }
        }
    }
}
