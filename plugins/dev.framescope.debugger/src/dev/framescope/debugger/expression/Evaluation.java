package dev.framescope.debugger.expression;

import dev.framescope.debugger.format.Formatters;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.machine.MachineControl;

import java.util.Optional;

/**
 * One evaluation of an expression. On the machine thread.
 *
 * @param frame where it is evaluated
 * @param control changes the machine; empty where assignments are not allowed
 * @param formatters tell what values stand for
 */
record Evaluation(ValueFrame frame, Optional<MachineControl> control, Formatters formatters) {}
