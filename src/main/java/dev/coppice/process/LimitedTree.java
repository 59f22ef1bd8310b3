package dev.coppice.process;

import java.util.List;
import java.util.Optional;

/** A tree in control groups of its own, which end what it leaves behind and tell which limits it has met. */
record LimitedTree(ProcessTree tree, ControlGroup group) implements ProcessTree {

    @Override
    public Optional<ProcessIdentity> identity() {
        return tree.identity();
    }

    @Override
    public void askToEnd() {
        tree.askToEnd();
    }

    @Override
    public void kill() {
        tree.kill();
        group.kill();
    }

    @Override
    public void endRest() {
        tree.endRest();
        group.kill();
    }

    @Override
    public List<String> release() {
        var remarks = group.remarks();
        group.remove();
        return remarks;
    }
}
