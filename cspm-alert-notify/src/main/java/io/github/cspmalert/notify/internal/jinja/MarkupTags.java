package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.JinjavaInterpreter.InterpreterScopeClosable;
import com.hubspot.jinjava.lib.fn.Functions;
import com.hubspot.jinjava.lib.fn.MacroFunction;
import com.hubspot.jinjava.lib.tag.CallTag;
import com.hubspot.jinjava.lib.tag.MacroTag;
import com.hubspot.jinjava.lib.tag.SetTag;
import com.hubspot.jinjava.objects.SafeString;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags whose body becomes a value. Everything in a body was escaped when the body was rendered, so the value is mark-up and is not
 * escaped again; jinjava's own tags forget that.
 */
final class MarkupTags {

    private MarkupTags() {}

    /** {@return what {@code super()} prints} */
    static Object superBlock() {
        return new SafeString(Functions.renderSuperBlock());
    }

    /** {@code {% macro %}} */
    static final class Macro extends MacroTag {

        private static final long serialVersionUID = 1L;

        @Override
        protected MacroFunction constructMacroFunction(
                TagNode node, JinjavaInterpreter interpreter, String name, LinkedHashMap<String, Object> parameters) {
            return new MarkupMacro(node.getChildren(), name, parameters, false, interpreter);
        }
    }

    /** {@code {% call %}} */
    static final class Call extends CallTag {

        private static final long serialVersionUID = 1L;

        @Override
        public String interpret(TagNode node, JinjavaInterpreter interpreter) {
            InterpreterScopeClosable scope = interpreter.enterNonStackingScope();
            try {
                interpreter
                        .getContext()
                        .addGlobalMacro(new MarkupMacro(
                                node.getChildren(), "caller", new LinkedHashMap<>(), true, interpreter));
                return interpreter.render("{{" + node.getHelpers().trim() + "}}");
            } finally {
                scope.close();
            }
        }
    }

    /** {@code {% set %}}, with a value or around one. */
    static final class Set extends SetTag {

        private static final long serialVersionUID = 1L;

        @Override
        public String interpret(TagNode node, JinjavaInterpreter interpreter) {
            String name = node.getHelpers().trim();
            if (!name.matches("\\w+")) {
                return super.interpret(node, interpreter);
            }
            StringBuilder body = new StringBuilder();
            for (Node child : node.getChildren()) {
                body.append(child.render(interpreter));
                GuardedInterpreter.rendering(interpreter).checkLength(body.length());
            }
            interpreter.getContext().put(name, new SafeString(body.toString()));
            return "";
        }
    }

    private static final class MarkupMacro extends MacroFunction {

        MarkupMacro(
                List<Node> body,
                String name,
                LinkedHashMap<String, Object> parameters,
                boolean caller,
                JinjavaInterpreter interpreter) {
            super(
                    body,
                    name,
                    parameters,
                    caller,
                    interpreter.getContext(),
                    interpreter.getLineNumber(),
                    interpreter.getPosition());
        }

        private MarkupMacro(MarkupMacro macro, String name, Context scope) {
            super(
                    macro.content,
                    name,
                    new LinkedHashMap<>(macro.getDefaults()),
                    macro.caller,
                    scope,
                    macro.definitionLineNumber,
                    macro.definitionStartPosition);
        }

        @Override
        public Object doEvaluate(Map<String, Object> arguments, Map<String, Object> named, List<Object> rest) {
            return new SafeString(String.valueOf(super.doEvaluate(arguments, named, rest)));
        }

        @Override
        public MacroFunction cloneWithNewName(String name) {
            return new MarkupMacro(this, name, localContextScope);
        }
    }
}
