/**
 * Lake and artifacts wherever a Hadoop file system reaches: what a store without locks, renames or
 * folders needs so that a run is alone at its work and publishes at once or not at all.
 */
package io.basketwise.storage;
