package dev.coppice.ops;

import java.io.IOException;
import java.util.List;

/** One thing that the doctor looks at; changes nothing. */
interface Examination {

    /** What the findings are called if the look itself fails. */
    String name();

    /** Never empty. */
    List<Finding> look() throws IOException;
}
