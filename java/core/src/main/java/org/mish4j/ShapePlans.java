// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a model for shapes besides its first ones. A plan is compiled when its shapes are first asked for, and
 * the most recently used plans are kept. Threads that ask for the same shapes wait for the compilation. Other threads
 * do not wait, and neither does a thread that closes the plans.
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

        /** Held by who compiles, so that others who ask for the same shapes wait. */
        private final ReentrantLock compilation = new ReentrantLock();

        // Guarded by this, which nobody holds while a model is compiled.
        private @Nullable CompiledModel model;
        private boolean retired;

        Plan(Map<String, Shape> shapes) {
            this.shapes = shapes;
        }

        /**
         * Returns a request, or null where this is no longer one of the plans.
         *
         * @throws IllegalStateException if the plans are closed by the time that this one is compiled
         */
        @Nullable
        InferRequest createRequest() {
            compilation.lock();
            try {
                if (needsCompilation()) {
                    return createFirstRequest(compile());
                }
            } finally {
                compilation.unlock();
            }
            return createNextRequest();
        }

        private synchronized boolean needsCompilation() {
            return !retired && (model == null || model.isClosed());
        }

        private CompiledModel compile() {
            try {
                return compiler.apply(shapes);
            } catch (RuntimeException | Error e) {
                remove(this);
                throw e;
            }
        }

        private InferRequest createFirstRequest(CompiledModel compiled) {
            synchronized (this) {
                if (!retired) {
                    model = compiled;
                    return compiled.createRequest();
                }
            }
            // Others took its place meanwhile. Its requests outlive it.
            try (compiled) {
                requireOpen();
                return compiled.createRequest();
            }
        }

        private synchronized @Nullable InferRequest createNextRequest() {
            return retired || model == null || model.isClosed() ? null : model.createRequest();
        }

        /** Closes the model; one that is being compiled is closed by who compiles it. */
        void retire() {
            CompiledModel unused;
            synchronized (this) {
                retired = true;
                unused = model;
            }
            if (unused != null) {
                unused.close();
            }
        }
    }

    InferRequest createRequest(Map<String, Shape> shapes) {
        Map<String, Shape> key = Map.copyOf(shapes);
        InferRequest request = null;
        while (request == null) {
            request = find(key).createRequest();
        }
        return request;
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("model '%s' is closed".formatted(name));
        }
    }

    private Plan find(Map<String, Shape> key) {
        List<Plan> retired = new ArrayList<>();
        Plan plan;
        synchronized (this) {
            requireOpen();
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

    private void remove(Plan plan) {
        synchronized (this) {
            plans.remove(plan.shapes, plan);
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
