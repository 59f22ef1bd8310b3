package dev.coppice.ops;

import java.util.List;

/** Is this the Java that Coppice is built for? */
record JavaExamination() implements Examination {

    private static final int WANTED = 25;

    @Override
    public String name() {
        return "java";
    }

    @Override
    public List<Finding> look() {
        var found = Runtime.version() + " at " + System.getProperty("java.home");
        return List.of(
                Runtime.version().feature() >= WANTED
                        ? Finding.ok(name(), found)
                        : Finding.error(name(), found, "install a JDK " + WANTED + ", or set JAVA_HOME to one"));
    }
}
