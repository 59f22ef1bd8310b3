package dev.coppice.ops;

import dev.coppice.git.InstalledGit;
import java.util.List;
import java.util.Map;

/** Is there a git that can do what Coppice asks of it? */
record GitExamination(Map<String, String> environment) implements Examination {

    @Override
    public String name() {
        return "git";
    }

    @Override
    public List<Finding> look() {
        return List.of(
                switch (InstalledGit.look(environment)) {
                    case InstalledGit.Usable(var program, var version) ->
                        Finding.ok(name(), version + " at " + program + "; Coppice commits under its own identity");
                    case InstalledGit.TooOld(var program, var version, var oldest) ->
                        Finding.error(
                                name(),
                                version + " at " + program + " is too old",
                                "install git " + oldest + " or later");
                    case InstalledGit.Missing(var reason) -> Finding.error(name(), reason, "install git");
                });
    }
}
