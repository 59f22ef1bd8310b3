package dev.coppice.web;

/** A plan that is good to look at: two batches, dependencies, one task that fails and one that is skipped for it. */
final class SamplePlan {

    static final String TEXT = """
            # Weather station

            Readings come in Celsius; reports go out for people.

            ## Batch 1: Groundwork

            ### Task 1.1: Convert Celsius to Fahrenheit

            ```sh
            echo "> I write the conversion first."
            printf 'def fahrenheit(celsius):\\n    return celsius * 9 / 5 + 32  # exact\\n' > convert.py
            sleep 1
            ```

            **Verification:**
            - `test -f convert.py`

            ### Task 1.2: Average of readings

            ```sh
            sleep 1
            printf 'def average(readings):\\n    return sum(readings) / len(readings)\\n' > average.py
            ```

            ### Task 1.3: Name the wind

            ```sh
            echo 'calm' > wind.txt
            ```

            **Verification:**
            - `grep gale wind.txt`

            ## Batch 2: Reports

            ### Task 2.1: Daily report

            **Depends on:** Task 1.1, Task 1.2

            ```sh
            echo 'It was mild.' > report.txt
            ```

            ### Task 2.2: Wind report

            **Depends on:** Task 1.3

            ```sh
            echo 'It blew.' > wind-report.txt
            ```
            """;

    private SamplePlan() {}
}
