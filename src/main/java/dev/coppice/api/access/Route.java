package dev.coppice.api.access;

import dev.coppice.access.Audited;
import dev.coppice.access.Needs;
import dev.coppice.access.OpenToAll;
import dev.coppice.access.Right;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;

/** What is declared at a route: who gets to it, and what its call is called in the audit. */
record Route(Method method) {

    boolean isOpenToAll() {
        return declared(OpenToAll.class).isPresent();
    }

    /** Empty also if nobody has said so, and then nobody gets there. */
    Optional<Right> needed() {
        return declared(Needs.class).map(Needs::value);
    }

    /** Empty if it changes nothing. */
    Optional<String> action() {
        return Optional.ofNullable(method.getAnnotation(Audited.class)).map(Audited::value);
    }

    /** At the method, or else at its class. */
    private <A extends Annotation> Optional<A> declared(Class<A> type) {
        return Optional.ofNullable(method.getAnnotation(type))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(type)));
    }
}
