package dev.coppice.isolation.dagger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An open session, until it is closed; what runs in it then ends. */
final class Session implements AutoCloseable {

    private final Endpoint endpoint;
    private final @Nullable SessionProcess process;
    private final Dialect dialect;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Session(Endpoint endpoint, @Nullable SessionProcess process, Dialect dialect) {
        this.endpoint = endpoint;
        this.process = process;
        this.dialect = dialect;
    }

    /** What came of opening one. */
    sealed interface Opening {
        record Opened(Session session) implements Opening {}

        record Failed(String reason) implements Opening {}
    }

    /** One that is open already is used and left open; else the program opens one, in the directory. */
    static Opening open(DaggerProgram program, Path directory, Duration limit) throws InterruptedException {
        var objection = program.objection();
        if (objection.isPresent()) {
            return new Opening.Failed(objection.get());
        }
        return program.open().isPresent()
                ? negotiate(program.open().get(), null, limit)
                : start(program.find().orElseThrow(), directory, limit);
    }

    private static Opening start(Path program, Path directory, Duration limit) throws InterruptedException {
        try {
            var process = SessionProcess.start(program, directory);
            try {
                var opened = process.opened().get(limit.toMillis(), TimeUnit.MILLISECONDS);
                return negotiate(opened, process, limit);
            } catch (ExecutionException | TimeoutException e) {
                process.close();
                return new Opening.Failed("dagger opens no session: " + why(process, e, limit));
            } catch (InterruptedException e) {
                process.close();
                throw e;
            }
        } catch (IOException e) {
            return new Opening.Failed("cannot start " + program + ": " + e.getMessage());
        }
    }

    private static String why(SessionProcess process, Exception failure, Duration limit) {
        var said = process.lastWords();
        var what = failure instanceof TimeoutException
                ? "none after " + limit.toSeconds() + " seconds"
                : Optional.ofNullable(failure.getCause())
                        .map(Throwable::getMessage)
                        .orElse("it has ended");
        return said.isEmpty() ? what : what + "; it says: " + said;
    }

    private static Opening negotiate(DaggerProgram.Opened opened, @Nullable SessionProcess process, Duration limit)
            throws InterruptedException {
        var endpoint = new Endpoint(opened.port(), opened.token());
        var opening = switch (endpoint.ask(Dialect.question(), limit)) {
            case Reply.Failed(var reason) -> new Opening.Failed(reason);
            case Reply.Data(var answer) ->
                switch (Dialect.of(answer)) {
                    case Dialect.Negotiated.TooOld(var reason) -> new Opening.Failed(reason);
                    case Dialect.Negotiated.Spoken(var dialect) ->
                        new Opening.Opened(new Session(endpoint, process, dialect));
                };
        };
        if (opening instanceof Opening.Failed) {
            endpoint.close();
            if (process != null) {
                process.close();
            }
        }
        return opening;
    }

    Dialect dialect() {
        return dialect;
    }

    Reply ask(Query query, Duration limit) throws InterruptedException {
        return endpoint.ask(query, limit);
    }

    boolean isClosed() {
        return isClosed.get();
    }

    /** Gives up what is being asked, and ends the session if it is ours. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            endpoint.close();
            if (process != null) {
                process.close();
            }
        }
    }
}
