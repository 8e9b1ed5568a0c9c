// What a program's own first `import()` of a file costs is no cost of the package.
export {};
