package dev.coppice.cli.terminal;

import java.lang.reflect.Proxy;

/**
 * Hands a signal to Java code. The only way there is, {@code sun.misc.Signal}, is exported for this very use by the module
 * {@code jdk.unsupported}, but naming it is a compiler warning that cannot be suppressed; hence by reflection.
 */
public final class Signals {

    private Signals() {}

    /** Runs the action at each arrival instead of what the JVM would do; does nothing where there is no such signal. */
    public static void handle(String name, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                }
                return null;
            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // Then the JVM's own way of ending stays, after which --resume goes on as after a crash.
        }
    }
}
