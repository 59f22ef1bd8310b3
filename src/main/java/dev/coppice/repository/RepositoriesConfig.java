package dev.coppice.repository;

import dev.coppice.project.BaselinePolicy;
import dev.coppice.project.CleanPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The repositories that have names. */
@ConfigMapping(prefix = "coppice.repositories")
interface RepositoriesConfig {

    /** By their names. */
    @WithParentName
    Map<String, Entry> named();

    /** One of them. What it says of work goes before what the repository's own file says. */
    interface Entry {

        /** Where it lies on this host; this or {@link #url}. */
        Optional<String> path();

        /** Where it lies elsewhere: Coppice keeps a clone. */
        Optional<String> url();

        /** Whether the URL may be one of http, which shows everything, logins too, to whoever listens. */
        @WithDefault("false")
        boolean allowHttp();

        /** Where plans start that name no base. */
        Optional<String> base();

        /** Where results are pushed whose request says nothing of it. */
        Optional<String> push();

        /** The only agents that work there; the first is the usual one if the service's is not among them. */
        Optional<List<String>> agents();

        /** So many tasks of it at the same time, over all its executions. */
        OptionalInt limit();

        /** Commands of the set-up, before the repository's own. */
        Optional<List<String>> setup();

        /** Files that this set-up depends on. */
        Optional<List<String>> setupInputs();

        /** Commands of the gate, before the repository's own. */
        Optional<List<String>> gate();

        /** Instead of what the repository says. */
        Optional<BaselinePolicy> baseline();

        /** Instead of what the repository says. */
        Optional<CleanPolicy> clean();

        /** The most that the repository, or a request, may ask for. */
        OptionalInt repairRounds();

        /** The most that the repository may ask for. */
        OptionalInt gateTrain();

        /** The only key that ssh offers there. */
        Optional<String> sshKeyFile();

        /** The only file in which ssh looks for the host's key. */
        Optional<String> knownHostsFile();

        /** The name of the login that a token belongs to. */
        Optional<String> username();

        /** What opens the repository over https. */
        Optional<String> token();

        /** The file that holds it, read anew each time. */
        Optional<String> tokenFile();

        /** The command that prints it: the program and its arguments, one by one. */
        Optional<List<String>> tokenHelper();
    }
}
