package io.basketwise.models.bench;

import io.basketwise.models.behaviour.TreeEnsemble;

/** A tree ensemble of one output as PMML 4.4: a sum of regression trees over {@code f0}, f1 ... */
final class PmmlTrees {
  private final TreeEnsemble trees;
  private final StringBuilder xml = new StringBuilder();

  private PmmlTrees(TreeEnsemble trees) {
    this.trees = trees;
  }

  static String of(TreeEnsemble trees) {
    var pmml = new PmmlTrees(trees);
    pmml.write();
    return pmml.xml.toString();
  }

  private void write() {
    xml.append("<PMML xmlns='http://www.dmg.org/PMML-4_4' version='4.4'><Header/><DataDictionary>");
    for (int feature = 0; feature < trees.features(); feature++) {
      xml.append("<DataField name='f")
          .append(feature)
          .append("' optype='continuous' dataType='double'/>");
    }
    xml.append("<DataField name='y' optype='continuous' dataType='double'/></DataDictionary>");
    xml.append("<MiningModel functionName='regression'>");
    schema();
    xml.append("<Segmentation multipleModelMethod='sum'>");
    for (int root : trees.roots()) {
      xml.append("<Segment><True/><TreeModel functionName='regression'>");
      schema();
      xml.append("<Node>").append("<True/>");
      children(root);
      xml.append("</Node></TreeModel></Segment>");
    }
    xml.append("</Segmentation></MiningModel></PMML>");
  }

  private void schema() {
    xml.append("<MiningSchema>");
    for (int feature = 0; feature < trees.features(); feature++) {
      xml.append("<MiningField name='f").append(feature).append("'/>");
    }
    xml.append("<MiningField name='y' usageType='target'/></MiningSchema>");
  }

  private void children(int node) {
    if (trees.feature()[node] >= 0) {
      child(node, trees.left()[node], "lessOrEqual");
      child(node, trees.left()[node] + 1, "greaterThan");
    }
  }

  private void child(int parent, int node, String operator) {
    xml.append("<Node score='").append(trees.values()[node]).append("'>");
    xml.append("<SimplePredicate field='f")
        .append(trees.feature()[parent])
        .append("' operator='")
        .append(operator)
        .append("' value='")
        .append(trees.threshold()[parent])
        .append("'/>");
    children(node);
    xml.append("</Node>");
  }
}
