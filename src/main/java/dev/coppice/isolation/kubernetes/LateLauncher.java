package dev.coppice.isolation.kubernetes;

import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.NotStarted;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/** Looks for the way to the cluster with the first command; that there is none is said by the command that wanted it. */
record LateLauncher(Supplier<JobLauncher> way) implements Launcher {

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        try {
            return way.get().launch(command, standardOutput, standardError);
        } catch (KubernetesClientException e) {
            return new NotStarted("there is no way to the cluster: " + e.getMessage());
        }
    }
}
