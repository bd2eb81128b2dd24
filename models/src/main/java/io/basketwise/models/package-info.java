/** The scoring artifact and the scorer. */
package io.basketwise.models;
