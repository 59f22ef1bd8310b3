package dev.coppice.isolation;

import java.nio.file.Path;
import java.util.List;

/** Places that no sandbox sees as a whole: the user's home, Coppice's data folder, the repository. */
record Protected(List<Path> places) {

    Protected {
        places = List.copyOf(places);
    }

    /** Whether the folder may be shown: it neither is one of these places nor holds one. */
    boolean allows(Path folder) {
        return folder.getNameCount() > 0 && places.stream().noneMatch(place -> place.startsWith(folder));
    }
}
