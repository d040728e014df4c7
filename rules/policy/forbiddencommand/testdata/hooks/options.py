# options: [{call: git push --force, message: ask for a review}, {path: data/raw/**, access: write}]
