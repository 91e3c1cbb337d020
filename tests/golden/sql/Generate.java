// Asks Trino's own parser what it makes of every line of inputs/*.txt and writes trino-476.jsonl: one
// object a line with the input, whether Trino accepts it, its formatter's text of the tree, or its
// message and place of the error. Run by generate.sh.
import io.trino.sql.ExpressionFormatter;
import io.trino.sql.SqlFormatter;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

public class Generate {
    private static final SqlParser PARSER = new SqlParser();

    public static void main(String[] args) throws Exception {
        Path inputs = Path.of(args[0]);
        try (PrintStream out = new PrintStream(args[1], StandardCharsets.UTF_8);
                Stream<Path> files = Files.list(inputs)) {
            for (Path file : files.sorted().toList()) {
                String kind = file.getFileName().toString().replace(".txt", "");
                for (String input : inputsOf(file, kind)) {
                    out.println(line(kind, input));
                }
            }
        }
    }

    // One input a line; in scripts.txt inputs are separated by lines of ";;" only.
    private static List<String> inputsOf(Path file, String kind) throws Exception {
        String text = Files.readString(file);
        List<String> inputs = new ArrayList<>();
        for (String input : kind.equals("scripts") ? text.split("\n;;\n") : text.split("\n")) {
            if (!input.isBlank() && !input.startsWith("#")) {
                inputs.add(input.strip());
            }
        }
        return inputs;
    }

    private static String line(String kind, String input) {
        StringBuilder json = new StringBuilder("{\"kind\":" + quote(kind) + ",\"input\":" + quote(input));
        try {
            Node node = parse(kind, input);
            json.append(",\"accepted\":true");
            String formatted = format(kind, node);
            if (formatted != null) {
                json.append(",\"formatted\":" + quote(formatted));
            }
        }
        catch (ParsingException e) {
            json.append(",\"accepted\":false,\"line\":" + e.getLineNumber() + ",\"column\":" + e.getColumnNumber()
                    + ",\"error\":" + quote(e.getErrorMessage()));
        }
        catch (UnsupportedOperationException | IllegalArgumentException e) {
            json.append(",\"accepted\":false,\"error\":" + quote(String.valueOf(e.getMessage())));
        }
        return json.append("}").toString();
    }

    private static Node parse(String kind, String text) {
        return switch (kind) {
            case "expressions" -> PARSER.createExpression(text);
            case "types" -> PARSER.createType(text);
            default -> PARSER.createStatement(text);
        };
    }

    // Null for the few that Trino's formatter does not know, or writes so that Trino itself reads something else.
    private static String format(String kind, Node node) {
        try {
            String text = switch (kind) {
                case "expressions" -> ExpressionFormatter.formatExpression((Expression) node);
                case "types" -> node.toString();
                default -> SqlFormatter.formatSql(node).strip();
            };
            return parse(kind, text).equals(node) ? text : null;
        }
        catch (UnsupportedOperationException | ParsingException e) {
            return null;
        }
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20) {
                        quoted.append("\\u%04x".formatted((int) c));
                    }
                    else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
