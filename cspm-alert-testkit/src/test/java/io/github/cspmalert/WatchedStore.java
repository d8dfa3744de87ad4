package io.github.cspmalert;

import io.github.cspmalert.state.AlertStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Puts something in front of each call of a store, whatever the call is, and counts them. */
final class WatchedStore {

    final Map<String, Integer> calls = new ConcurrentHashMap<>();
    final AlertStore store;
    volatile Watch watch = (call, arguments, next) -> next.call();

    WatchedStore(AlertStore behind) {
        this.store = (AlertStore) Proxy.newProxyInstance(
                AlertStore.class.getClassLoader(), new Class<?>[] {AlertStore.class}, (proxy, method, arguments) -> {
                    calls.merge(method.getName(), 1, Integer::sum);
                    return watch.call(method.getName(), arguments == null ? new Object[0] : arguments, () -> {
                        try {
                            return method.invoke(behind, arguments);
                        } catch (InvocationTargetException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                });
    }

    /** Answers a call, by asking the store behind or otherwise. */
    @FunctionalInterface
    interface Watch {

        @Nullable Object call(String name, Object[] arguments, Callable<Object> next) throws Throwable;
    }
}
