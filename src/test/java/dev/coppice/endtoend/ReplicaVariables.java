package dev.coppice.endtoend;

import dev.coppice.database.DatabaseAddress;
import java.nio.file.Path;
import java.util.Map;

/** What services that share a database and a folder of repositories find in their environment. */
record ReplicaVariables(DatabaseAddress database, Path shared) {

    Map<String, String> all() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "COPPICE_QUEUE_SHARED_REPOSITORIES", shared.toString());
    }
}
