package dev.coppice.torture;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes the objects of the rooms as the container would: each once, by its one constructor, settings as they are given. */
final class Wiring {

    private static final int ABOVE_STANDARD = 200;

    private final Map<String, String> settings;
    private final List<Object> standIns;
    private final Map<Class<?>, Object> made = Collections.synchronizedMap(new LinkedHashMap<>());

    /** The stand-ins are used wherever something of their type is asked for. */
    Wiring(Map<String, String> settings, Object... standIns) {
        this.settings = Map.copyOf(settings);
        this.standIns = new ArrayList<>(List.of(standIns));
        this.standIns.add(new Synchronizations());
        this.standIns.add(events());
    }

    /** Hands what is fired to whatever observes it. */
    private Object events() {
        return Proxy.newProxyInstance(
                Wiring.class.getClassLoader(), new Class<?>[] {Event.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("fire")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    fire(arguments[0]);
                    return null;
                });
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

    private Object settings(Class<?> type) {
        return new SmallRyeConfigBuilder()
                .withValidateUnknown(false) // several rooms have settings under one prefix
                .withSources(new PropertiesConfigSource(settings, "torture", ABOVE_STANDARD))
                .addDefaultInterceptors()
                .withConverter(Duration.class, ABOVE_STANDARD, new DurationConverter())
                .withConverter(MemorySize.class, ABOVE_STANDARD, new MemorySizeConverter())
                .withMapping(type)
                .build()
                .getConfigMapping(type);
    }

    /** The only one, or else the one marked for injection, as the container chooses. */
    private static Constructor<?> constructor(Class<?> type) {
        var all = type.getDeclaredConstructors();
        var chosen = all.length == 1
                ? List.of(all)
                : Arrays.stream(all)
                        .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
                        .toList();
        if (chosen.size() != 1) {
            throw new IllegalStateException(
                    type + " has " + all.length + " constructors, marked for injection: " + chosen.size());
        }
        return chosen.getFirst();
    }

    /** The scheduled methods of all that was made. */
    List<Runnable> jobs() {
        return calls(method -> method.isAnnotationPresent(Scheduled.class));
    }

    /** Tells all that was made that the process ends, in the order that is asked for. */
    void shutDown() {
        fire(new ShutdownEvent());
    }

    private void fire(Object event) {
        calls(method -> isObserver(method, event), event).forEach(Runnable::run);
    }

    private static boolean isObserver(Method method, Object event) {
        return method.getParameterCount() == 1
                && method.getParameters()[0].isAnnotationPresent(Observes.class)
                && method.getParameterTypes()[0].isInstance(event);
    }

    private List<Runnable> calls(Predicate<Method> wanted, Object... arguments) {
        record Call(Method method, Object object) {}
        return Map.copyOf(made).entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey().getDeclaredMethods())
                        .filter(wanted)
                        .map(method -> new Call(method, entry.getValue())))
                .sorted(Comparator.comparingInt(call -> priority(call.method)))
                .<Runnable>map(call -> () -> call(call.method, call.object, arguments))
                .toList();
    }

    private static int priority(Method observer) {
        return Stream.of(observer.getParameters())
                .flatMap(parameter -> Stream.ofNullable(parameter.getAnnotation(Priority.class)))
                .mapToInt(Priority::value)
                .findFirst()
                .orElse(ObserverMethod.DEFAULT_PRIORITY);
    }

    private static void call(Method method, Object object, Object... arguments) {
        try {
            method.setAccessible(true);
            method.invoke(object, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call " + method, e);
        }
    }
}
