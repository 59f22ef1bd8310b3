package dev.coppice.torture;

import static net.bytebuddy.matcher.ElementMatchers.isAnnotatedWith;

import jakarta.transaction.Transactional;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;

/** Subclasses with transactions round their transactional methods, written once for all workers to load. */
final class TransactionalClasses {

    private static final String SUFFIX = "WithTransactions";

    private TransactionalClasses() {}

    static boolean isNeededFor(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Transactional.class));
    }

    /**
     * In the same package and by the same loader, so that package-private constructors and methods are within reach. Made here and now if
     * it was not written before.
     */
    static Class<?> load(Class<?> type) {
        try {
            return Class.forName(type.getName() + SUFFIX, true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            return define(type);
        }
    }

    private static Class<?> define(Class<?> type) {
        try {
            var there =
                    ClassLoadingStrategy.UsingLookup.of(MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
            return subclass(type).load(type.getClassLoader(), there).getLoaded();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot make a subclass of " + type, e);
        }
    }

    static void write(Collection<Class<?>> types, Path folder) throws IOException {
        for (var type : types) {
            if (isNeededFor(type)) {
                subclass(type).saveIn(folder.toFile());
            }
        }
    }

    private static <T> DynamicType.Unloaded<T> subclass(Class<T> type) {
        return new ByteBuddy(ClassFileVersion.JAVA_V21)
                .subclass(type)
                .name(type.getName() + SUFFIX)
                .method(isAnnotatedWith(Transactional.class))
                .intercept(MethodDelegation.to(Transactions.class))
                .make();
    }
}
