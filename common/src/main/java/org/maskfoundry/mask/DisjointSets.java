package org.maskfoundry.mask;

/** Union-find over the numbers from 0 on; a set is named by its smallest member. */
final class DisjointSets {

  private final int[] parents;
  private int count;

  DisjointSets(int size) {
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
    count = size;
  }

  void join(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    if (rootA != rootB) {
      parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
      count--;
    }
  }

  /** How many sets there are. */
  int count() {
    return count;
  }

  /** For each member the number of its set; sets are numbered by their smallest members. */
  int[] numbered() {
    int[] numbers = new int[parents.length];
    int next = 0;
    for (int i = 0; i < parents.length; i++) {
      // A root is the smallest of its set, so its number is known before any other member's.
      int root = root(i);
      numbers[i] = root == i ? next++ : numbers[root];
    }
    return numbers;
  }

  private int root(int member) {
    int at = member;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
