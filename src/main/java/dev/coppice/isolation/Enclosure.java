package dev.coppice.isolation;

import dev.coppice.process.HostLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.process.NotStarted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where one attempt's commands run. */
public sealed interface Enclosure {

    /** Starts the agent; the paths are what the repository lets its tasks share with the user. */
    Launcher forAgent(List<Path> shared);

    /** Starts set-up and checks. */
    Launcher forChecks(List<Path> shared);

    /** For people. */
    String description();

    /** Takes away what was kept for the attempt; none of its commands may run any more. */
    default void leave() throws IOException {}

    /** On the host, with the rights of the user that Coppice runs as. */
    record OnHost(HostLauncher launcher) implements Enclosure {

        @Override
        public Launcher forAgent(List<Path> shared) {
            return launcher;
        }

        @Override
        public Launcher forChecks(List<Path> shared) {
            return launcher;
        }

        @Override
        public String description() {
            return "on the host";
        }
    }

    /** In a sandbox. */
    record InSandbox(Sandbox sandbox) implements Enclosure {

        @Override
        public Launcher forAgent(List<Path> shared) {
            return sandbox.forAgent(shared);
        }

        @Override
        public Launcher forChecks(List<Path> shared) {
            return sandbox.forChecks(shared);
        }

        @Override
        public String description() {
            return sandbox.description();
        }
    }

    /** In containers. */
    record InContainers(Quarters quarters) implements Enclosure {

        @Override
        public Launcher forAgent(List<Path> shared) {
            return quarters.launcher();
        }

        @Override
        public Launcher forChecks(List<Path> shared) {
            return quarters.launcher();
        }

        @Override
        public String description() {
            return "in containers";
        }

        @Override
        public void leave() throws IOException {
            quarters.close();
        }
    }

    /** In a cluster; what checks leave in the worktree does not come back from there. */
    record InCluster(Launcher agent, Launcher checks, Quarters.Leaving leaving) implements Enclosure {

        @Override
        public Launcher forAgent(List<Path> shared) {
            return agent;
        }

        @Override
        public Launcher forChecks(List<Path> shared) {
            return checks;
        }

        @Override
        public String description() {
            return "in a cluster";
        }

        @Override
        public void leave() throws IOException {
            leaving.leave();
        }
    }

    /** Nowhere: what was asked for by name cannot be had here. */
    record Nowhere(String reason) implements Enclosure {

        @Override
        public Launcher forAgent(List<Path> shared) {
            return (_, _, _) -> new NotStarted(reason);
        }

        @Override
        public Launcher forChecks(List<Path> shared) {
            return forAgent(shared);
        }

        @Override
        public String description() {
            return "nowhere: " + reason;
        }
    }
}
