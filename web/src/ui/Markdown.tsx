import type { Nodes, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { Fragment, type ReactNode, useMemo } from "react";
import { SafeLink, Words } from "./Words";

/**
 * What people write, as elements: no HTML and no pictures of theirs, links that give nothing away.
 *
 * It is built from React elements alone, so there is nothing to clean.
 */
export function Markdown({ source }: { source: string }) {
  const tree = useMemo(() => fromMarkdown(source), [source]);
  return (
    <div className="voice prose" dir="auto">
      {children(tree)}
    </div>
  );
}

function children(parent: Parents): ReactNode {
  return parent.children.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the tree is made anew with each source
    <Fragment key={index}>{element(node)}</Fragment>
  ));
}

function element(node: Nodes): ReactNode {
  switch (node.type) {
    case "paragraph":
      return <p dir="auto">{children(node)}</p>;
    case "heading":
      // Titles of the page are the page's own: within words of people there are only strong lines.
      return (
        <p dir="auto">
          <strong>{children(node)}</strong>
        </p>
      );
    case "emphasis":
      return <em>{children(node)}</em>;
    case "strong":
      return <strong>{children(node)}</strong>;
    case "blockquote":
      return <blockquote className="quote">{children(node)}</blockquote>;
    case "list":
      return node.ordered ? (
        <ol start={node.start ?? 1}>{children(node)}</ol>
      ) : (
        <ul>{children(node)}</ul>
      );
    case "listItem":
      return <li dir="auto">{children(node)}</li>;
    case "code":
      return (
        <pre dir="ltr">
          <code>{node.value}</code>
        </pre>
      );
    case "inlineCode":
      return <code dir="ltr">{node.value}</code>;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "link":
      return <SafeLink address={node.url}>{children(node)}</SafeLink>;
    case "image":
      return node.alt;
    case "text":
      return <Words text={node.value} />;
    case "html":
      return node.value;
    default:
      return "children" in node ? children(node) : null;
  }
}
