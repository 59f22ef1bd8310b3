package dev.coppice.torture;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes the objects of the rooms as the container would: each once, by its one constructor, settings from system properties. */
final class Wiring {

    private static final int ABOVE_STANDARD = 200;

    private final List<Object> standIns;
    private final Map<Class<?>, Object> made = new LinkedHashMap<>();

    /** The stand-ins are used wherever something of their type is asked for. */
    Wiring(Object... standIns) {
        this.standIns = List.of(standIns);
    }

    /** Every class that has to be made for one of these. */
    static Set<Class<?>> closure(Class<?>... roots) {
        var found = new LinkedHashSet<Class<?>>();
        Arrays.stream(roots).forEach(root -> collect(root, found));
        return found;
    }

    private static void collect(Class<?> type, Set<Class<?>> into) {
        if (type.getName().startsWith("dev.coppice.") && !type.isInterface() && into.add(type)) {
            Arrays.stream(constructor(type).getParameterTypes()).forEach(parameter -> collect(parameter, into));
        }
    }

    <T> T get(Class<T> type) {
        return type.cast(object(type));
    }

    private Object object(Class<?> type) {
        var standIn = standIns.stream().filter(type::isInstance).findFirst();
        if (standIn.isPresent()) {
            return standIn.get();
        }
        var known = made.get(type);
        if (known == null) {
            known = make(type);
            made.put(type, known);
        }
        return known;
    }

    private Object make(Class<?> type) {
        if (type.isAnnotationPresent(ConfigMapping.class)) {
            return settings(type);
        }
        var concrete = TransactionalClasses.isNeededFor(type) ? TransactionalClasses.load(type) : type;
        var constructor = constructor(concrete);
        var arguments =
                Arrays.stream(constructor.getParameterTypes()).map(this::object).toArray();
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot make " + type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }

    private static Object settings(Class<?> type) {
        return new SmallRyeConfigBuilder()
                .withSources(new SysPropConfigSource())
                .addDefaultInterceptors()
                .withConverter(Duration.class, ABOVE_STANDARD, new DurationConverter())
                .withMapping(type)
                .build()
                .getConfigMapping(type);
    }

    private static Constructor<?> constructor(Class<?> type) {
        var all = type.getDeclaredConstructors();
        if (all.length != 1) {
            throw new IllegalStateException(type + " has " + all.length + " constructors");
        }
        return all[0];
    }

    /** The scheduled methods of all that was made. */
    List<Runnable> jobs() {
        return calls(method -> method.isAnnotationPresent(Scheduled.class));
    }

    /** Tells all that was made that the process ends. */
    void shutDown() {
        calls(method -> method.getParameterCount() == 1 && method.getParameterTypes()[0] == ShutdownEvent.class)
                .forEach(Runnable::run);
    }

    private List<Runnable> calls(Predicate<Method> wanted) {
        var calls = new ArrayList<Runnable>();
        made.forEach((type, object) -> Stream.of(type.getDeclaredMethods())
                .filter(wanted)
                .forEach(method -> calls.add(() -> call(method, object))));
        return calls;
    }

    private static void call(Method method, Object object) {
        try {
            method.setAccessible(true);
            method.invoke(object, method.getParameterCount() == 0 ? new Object[0] : new Object[] {new ShutdownEvent()});
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call " + method, e);
        }
    }
}
