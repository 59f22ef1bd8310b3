package dev.coppice.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/** A plan in each dialect, with most of what the dialect knows in it. */
final class OwnPlans {

    static final String NATIVE = """
            ---
            title: Shop
            ---
            # Shop

            ## Phase 1: Start

            ### Batch 1: Models (parallel - 2 implementers)

            #### Task 1.1: Write the model ✅
            **Files:** `shop/model.py`
            **Verification:**
            - `python -m pytest`

            #### Task 1.2: Write the view — größer
            **Depends on:** none (not even 1.1)

            ```sh
            echo view
            ```

            ### Batch 2: Join (depends on Batch 1)

            - [ ] **Task 2.1: Join**
              - **Files**: `shop/main.py` (new)
            - [x] **Task 2.2: Done**

            | Task | Description | Depends on |
            |------|-------------|------------|
            | 2.3 | As a row | 2.1 |
            """;

    static final String SUPERPOWERS = """
            # Shop

            **Goal:** a shop

            ### Task 1: Write the model

            **Files:**
            - Create: `shop/model.py`

            - [x] **Step 1: Write the test**
            - [x] **Step 2: Run it**

            ### Task 2: Write the view

            - [x] **Step 1: Write the test**

            ```python
            print("größer")
            ```

            - [ ] **Step 2: Run it**
            """;

    static final String SPEC_KIT = """
            # Tasks: Shop

            ## Phase 1: Setup (Shared)

            - [x] T001 Make the folder `src/shop/`
            - [ ] T002 [P] Write the größte model in src/shop/model.py
            - [ ] T003 [P] [US1] Write the view: `src/shop/view.py`
            - [ ] T004 Join them in `src/shop/main.py` (depends on T002, T003)

            ## Phase N: Polish

            - [ ] T010 Write the manual

            ## Dependencies

            - [P] tasks = different files
            - T004 needs everything
            """;

    static final String KIRO = """
            # Implementation Plan

            - [ ] 1. Set up
              - Create the folder
              - _Requirements: 1.1, 2.3_

            - [x] 2. Build
              - [x] 2.1 Write the model
                - Größe
                - _Requirements: 1.2_
              - [ ]* 2.2 Test the model
              - [ ]\\* 2.3 Test more

            - [ ] 3. Checkpoint - all tests pass
            """;

    static final String OPENSPEC = """
            ## 1. Model

            - [x] 1.1 Write it
            - [ ] 1.2 Test its Größe
              - [ ] 1.2.1 First
              - [ ] Second
            - [ ] Without number

            ## Plain
            - [ ] AC-1: works ✅
            - [ ] ~~gone~~
            """;

    static final String TASK_MASTER = """
            {
              "tasks": [
                {"id": 1, "title": "Größe", "status": "done", "dependencies": [], "priority": "high",
                 "details": "Write it", "subtasks": [{"id": 1, "title": "x"}]},
                {"id": "2", "title": "View", "status": "pending", "dependencies": [1]},
                {"id": 3, "title": "Old", "status": "cancelled"},
                {"id": 4, "title": "Later", "status": "in-progress", "dependencies": [3, 2]}
              ]
            }
            """;

    private OwnPlans() {}

    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("native", NATIVE);
        all.put("superpowers", SUPERPOWERS);
        all.put("spec-kit", SPEC_KIT);
        all.put("kiro", KIRO);
        all.put("openspec", OPENSPEC);
        all.put("task-master", TASK_MASTER);
        return all;
    }
}
