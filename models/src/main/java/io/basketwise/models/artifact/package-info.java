/** The version folder: its manifest, its tables, and the store of published versions. */
package io.basketwise.models.artifact;
