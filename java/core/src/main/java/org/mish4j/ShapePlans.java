// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a model for shapes beside its first ones, compiled when they are first asked for, the most recently used of
 * them kept. While a plan is compiled, those who ask for the same shapes wait; others do not.
 */
final class ShapePlans {
    private final String name;
    private final Function<Map<String, Shape>, CompiledModel> compiler;
    private final Map<Map<String, Shape>, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    ShapePlans(String name, Function<Map<String, Shape>, CompiledModel> compiler) {
        this.name = name;
        this.compiler = compiler;
    }

    private final class Plan {
        private final Map<String, Shape> shapes;
        private @Nullable CompiledModel model;
        private boolean retired;

        Plan(Map<String, Shape> shapes) {
            this.shapes = shapes;
        }

        /** Returns a request, or null where this is no longer one of the plans. */
        synchronized @Nullable InferRequest createRequest() {
            if (retired) {
                return null;
            }
            CompiledModel compiled = model;
            if (compiled == null || compiled.isClosed()) {
                compiled = compiler.apply(shapes);
                model = compiled;
            }
            return compiled.createRequest();
        }

        synchronized void retire() {
            retired = true;
            if (model != null) {
                model.close();
            }
        }
    }

    InferRequest createRequest(Map<String, Shape> shapes) {
        Map<String, Shape> key = Map.copyOf(shapes);
        InferRequest request = null;
        while (request == null) {
            Plan plan = find(key);
            try {
                request = plan.createRequest();
            } catch (RuntimeException | Error e) {
                remove(key, plan);
                throw e;
            }
        }
        return request;
    }

    private Plan find(Map<String, Shape> key) {
        List<Plan> retired = new ArrayList<>();
        Plan plan;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("model '%s' is closed".formatted(name));
            }
            plan = plans.computeIfAbsent(key, Plan::new);
            Iterator<Plan> eldest = plans.values().iterator();
            while (plans.size() > CompiledModel.MAX_SHAPES) {
                retired.add(eldest.next());
                eldest.remove();
            }
        }
        retired.forEach(Plan::retire);
        return plan;
    }

    private void remove(Map<String, Shape> key, Plan plan) {
        synchronized (this) {
            plans.remove(key, plan);
        }
        plan.retire();
    }

    void close() {
        List<Plan> retired;
        synchronized (this) {
            closed = true;
            retired = List.copyOf(plans.values());
            plans.clear();
        }
        retired.forEach(Plan::retire);
    }
}
